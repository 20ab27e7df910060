/** 人事的词，和服务端的枚举一一对应。 */
export const POSTS = { FRONT_DESK: '前台', STEWARD: '管家', ENGINEERING: '工程', CONTROL_ROOM: '监控室', GUARD: '门岗' } as const
export const SHIFTS = { EARLY: '早班', DAY: '白班', LATE: '晚班', NIGHT: '夜班' } as const
export const LINE_KINDS = { TICKET: '未了工单', INCIDENT: '停水停电等', CASH: '现金与票据', KEY: '钥匙', VISITOR: '没走的访客', ALARM: '报警与异常', MATTER: '待办事项' } as const
/** What people write by hand, in the order in which they think of it. */
export const TYPED = ['KEY', 'VISITOR', 'ALARM', 'MATTER', 'CASH'] as const
export type Post = keyof typeof POSTS
export type Shift = keyof typeof SHIFTS
export const LEAVE_KINDS = { PERSONAL: '事假', SICK: '病假', ANNUAL: '年假', COMPENSATORY: '调休', MARRIAGE: '婚假', MATERNITY: '产假', BEREAVEMENT: '丧假', OFFICIAL: '公差' } as const
export type LeaveKind = keyof typeof LEAVE_KINDS
export const PAPER_STATES = { VALID: { label: '有效', tone: 'done' }, EXPIRING: { label: '快到期', tone: 'due' }, LAPSED: { label: '已过期', tone: 'overdue' }, RENEWED: { label: '已换新', tone: 'done' },
  VOIDED: { label: '作废', tone: 'done' } } as const
export type PaperState = keyof typeof PAPER_STATES
export const ATTENTION = { NO_FILE: '还没建档', PROBATION: '一周内试用期满', CONTRACT: '合同快到期', PAPER: '证件快到期' } as const
export const TRAINING_KINDS = { POST: '岗位培训', INDUCTION: '新员工示教', COACHING: '带教', LAW: '法规宣讲', GUARD: '学习与体能', SAFETY: '安全消防', OTHER: '其他' } as const
/** Those in which everybody present is judged. */
export const MARKED = ['INDUCTION', 'COACHING', 'GUARD'] as const
export const TRAINING_STATES = { PLANNED: { label: '已安排', tone: 'info' }, OVERDUE: { label: '待登记', tone: 'overdue' }, HELD: { label: '已办', tone: 'done' }, CANCELLED: { label: '不办了', tone: 'quiet' } } as const
export const TRAINING_PLAN_STATES = { DRAFT: { label: '草拟', tone: 'quiet' }, WAITING: { label: '等批', tone: 'due' }, APPROVED: { label: '已批', tone: 'done' } } as const
export const TRAINING_SPANS = { YEAR: '年度', MONTH: '月度' } as const
export const MARKS = { EXCELLENT: '优', GOOD: '良', FAIR: '合格', POOR: '不合格' } as const
export const STANDINGS = { PASSED: { label: '及格', tone: 'done' }, FAILED: { label: '不及格', tone: 'overdue' }, MISSED: { label: '没考', tone: 'overdue' }, OPEN: { label: '待考', tone: 'due' } } as const
export const TEST_QUESTION_KINDS = { SINGLE: '单选', MULTIPLE: '多选', JUDGEMENT: '判断' } as const
export type TrainingKind = keyof typeof TRAINING_KINDS
export type TrainingState = keyof typeof TRAINING_STATES
export type TrainingPlanState = keyof typeof TRAINING_PLAN_STATES
export type TrainingSpan = keyof typeof TRAINING_SPANS
export type Mark = keyof typeof MARKS
export type Standing = keyof typeof STANDINGS
export type TestQuestionKind = keyof typeof TEST_QUESTION_KINDS
/** What the office calls the year or month that begins on this day. */
export const trainingPeriod = (span: TrainingSpan, begins: string) => (span === 'YEAR' ? `${begins.slice(0, 4)} 年` : `${begins.slice(0, 4)} 年 ${Number(begins.slice(5, 7))} 月`)
/** A, B, C… */
export const letter = (choice: number) => String.fromCharCode(64 + choice)
export const PROGRESS = { WAITING: { label: '等批', tone: 'due' }, APPROVED: { label: '已批', tone: 'done' }, REJECTED: { label: '没批', tone: 'overdue' } } as const
export const APPRAISAL_SPANS = { MONTH: '月度', QUARTER: '季度' } as const
export const REWARDS = { REWARD: '奖励', PENALTY: '处罚' } as const
export const PROBATION_OUTCOMES = { PASS: '转正', EXTEND: '延长', END: '不录用' } as const
export type Progress = keyof typeof PROGRESS
export type AppraisalSpan = keyof typeof APPRAISAL_SPANS
export type RewardKind = keyof typeof REWARDS
export type ProbationOutcome = keyof typeof PROBATION_OUTCOMES
/** What the office calls the period that begins on this day. */
export const appraisalPeriod = (span: AppraisalSpan, begins: string) => (span === 'MONTH' ? trainingPeriod('MONTH', begins) : `${begins.slice(0, 4)} 年第 ${Math.ceil(Number(begins.slice(5, 7)) / 3)} 季度`)
export const BRIEFINGS = { BRIEFING: '班前会', REVIEW: '班后讲评' } as const
export const TALK_TOPICS = { WORK: '工作', LIFE: '生活', STAY: '去留', REWARD: '奖惩', OTHER: '其他' } as const
export const INSURANCE_KINDS = { OPEN: '开户', CHANGE: '变更', STOP: '停保' } as const
export const CLEANNESS = { GOOD: '好', FAIR: '一般', POOR: '差' } as const
export type BriefingKind = keyof typeof BRIEFINGS
export type TalkTopic = keyof typeof TALK_TOPICS
export type InsuranceKind = keyof typeof INSURANCE_KINDS
export type Cleanness = keyof typeof CLEANNESS
