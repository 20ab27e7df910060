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
