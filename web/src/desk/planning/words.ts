/** 计划与文书的词，和服务端的枚举一一对应。 */
export const LEVELS = { OFFICE: '管理处', DEPARTMENT: '部门', PERSON: '个人' } as const
export const SPANS = { YEAR: '年', QUARTER: '季', MONTH: '月', WEEK: '周', DAY: '日' } as const
export const PLAN_STATES = {
  DRAFT: { label: '草拟', tone: 'quiet' }, WAITING: { label: '等批', tone: 'due' }, APPROVED: { label: '执行中', tone: 'info' }, SUMMING: { label: '总结等批', tone: 'due' }, SUMMED: { label: '已总结', tone: 'done' },
} as const
export const OUTCOMES = { DONE: { label: '完成', tone: 'done' }, PARTLY: { label: '部分完成', tone: 'due' }, NOT: { label: '未完成', tone: 'overdue' } } as const
export type Level = keyof typeof LEVELS
export type Span = keyof typeof SPANS
export type PlanState = keyof typeof PLAN_STATES
export type Outcome = keyof typeof OUTCOMES

export const WHOSE = { GIVEN: '我交办的', ALL: '看得到的全部' } as const
export const TASK_KINDS = { ASSIGNED: '上级交办', TARGET: '目标责任', HELP: '协助', MEETING: '会议决议' } as const
export const TASK_STATES = {
  GIVEN: { label: '待签收', tone: 'due' }, TAKEN: { label: '在办', tone: 'info' }, DONE: { label: '待确认', tone: 'due' }, CONFIRMED: { label: '已确认', tone: 'done' }, CANCELLED: { label: '已撤销', tone: 'quiet' },
} as const
export const MOVES = { TAKE: '签收', REPORT: '报进展', FINISH: '办完回执', CONFIRM: '确认', SEND_BACK: '退回重办', CANCEL: '撤销' } as const
export const MEETING_KINDS = { DEPARTMENT: '部门例会', EXTERNAL: '外部会议', BUSINESS: '经营分析会', TOPIC: '专题会' } as const
export const MEETING_STATES = { CALLED: { label: '已召集', tone: 'info' }, MINUTED: { label: '有纪要', tone: 'done' }, CANCELLED: { label: '不开了', tone: 'quiet' } } as const
export type TaskKind = keyof typeof TASK_KINDS
export type TaskState = keyof typeof TASK_STATES
export type MeetingKind = keyof typeof MEETING_KINDS
export type MeetingState = keyof typeof MEETING_STATES

const day = (date: string) => new Date(`${date}T00:00:00Z`)
/** What the office calls the period that begins on this day. */
export function periodText(span: Span, begins: string): string {
  const [year, month] = begins.split('-').map(Number) as [number, number]
  if (span === 'YEAR') return `${year} 年`
  if (span === 'QUARTER') return `${year} 年第 ${Math.ceil(month / 3)} 季度`
  if (span === 'MONTH') return `${year} 年 ${month} 月`
  const short = (date: Date) => `${date.getUTCMonth() + 1}月${date.getUTCDate()}日`
  return span === 'DAY' ? short(day(begins)) : `${short(day(begins))}—${short(new Date(day(begins).getTime() + 6 * 86_400_000))}`
}

export const CONTRACT_KINDS = { CONTRACT: '合同', LICENCE: '证照', INSPECTION: '年检检验' } as const
export const CONTRACT_STATES = {
  VALID: { label: '有效', tone: 'done' }, EXPIRING: { label: '将到期', tone: 'due' }, LAPSED: { label: '已到期', tone: 'overdue' }, RENEWED: { label: '已续', tone: 'quiet' }, ENDED: { label: '已终止', tone: 'quiet' },
} as const
export const CONTRACT_NOTES = { KEPT: '履约情况', BREACH: '违约', CHANGED: '变更与回执', PAPER: '附件' } as const
export type ContractKind = keyof typeof CONTRACT_KINDS
export type ContractState = keyof typeof CONTRACT_STATES

export const MATTER_KINDS = { PROPOSAL: '建议', ESCALATION: '上报', MAJOR: '重大事项' } as const
export const MATTER_TOPICS = { QUALITY: '质量目标', BUSINESS: '经营计划', PEOPLE: '人力规划', STRUCTURE: '部门架构', SERVICE: '服务改进', OTHER: '其他' } as const
export const MATTER_STATES = { WAITING: { label: '等答复', tone: 'due' }, DOING: { label: '落实中', tone: 'info' }, CLOSED: { label: '已办结', tone: 'done' }, WITHDRAWN: { label: '已撤回', tone: 'quiet' } } as const
export const MATTER_OUTCOMES = { ADOPTED: '采纳', PARTLY: '部分采纳', REFUSED: '不采纳', HANDLED: '接下办理', INSTRUCTED: '指示照办', AGREED: '同意', DECLINED: '不同意' } as const
export const SUPERIORS = { SERVICE: '客服主管', ENGINEERING: '工程主管', SECURITY: '保安队长', DIRECTOR: '管理处主任', MANAGER: '总经理' } as const
export type MatterKind = keyof typeof MATTER_KINDS
export type MatterTopic = keyof typeof MATTER_TOPICS
export type MatterState = keyof typeof MATTER_STATES
export type MatterOutcome = keyof typeof MATTER_OUTCOMES
export const DOCUMENT_KINDS = { RECEIVED: '来文', SENT: '发文', SYSTEM: '体系文件', PROCEDURE: '制度流程', POST: '岗位文件', REGULATION: '法规' } as const
export const CATEGORIES = { OFFICE: '行政', STAFF: '人事', FINANCE: '财务', SERVICE: '客服', ENGINEERING: '工程', SECURITY: '秩序', ENVIRONMENT: '环境', QUALITY: '质量' } as const
export const RETENTIONS = { FOREVER: '永久', THIRTY: '三十年', TEN: '十年' } as const
export const DOCUMENT_STATES = {
  DRAFT: { label: '草稿', tone: 'quiet' }, CHECKING: { label: '审批中', tone: 'due' }, CURRENT: { label: '现行', tone: 'done' }, DONE: { label: '已办结', tone: 'done' }, SUPERSEDED: { label: '旧版', tone: 'quiet' },
  WITHDRAWN: { label: '已废止', tone: 'quiet' },
} as const
export type DocumentKind = keyof typeof DOCUMENT_KINDS
export type DocumentState = keyof typeof DOCUMENT_STATES
export type Category = keyof typeof CATEGORIES

/** A letter is never in force: it has come in, or it has gone out. */
export function documentState(document: { kind: DocumentKind; state: DocumentState }): { label: string; tone: 'quiet' | 'due' | 'done' | 'info' } {
  if (document.state === 'CURRENT' && document.kind === 'RECEIVED') return { label: '在办', tone: 'info' }
  return document.state === 'CURRENT' && document.kind === 'SENT' ? { label: '已发', tone: 'done' } : DOCUMENT_STATES[document.state]
}
export const isOurs = (kind: DocumentKind) => kind !== 'RECEIVED' && kind !== 'REGULATION'
export const isStanding = (kind: DocumentKind) => kind !== 'RECEIVED' && kind !== 'SENT'

export const BUDGET_SPANS = { YEAR: '年度预算', MONTH: '用款计划' } as const
export const BUDGET_STATES = { DRAFT: { label: '草稿', tone: 'quiet' }, WAITING: { label: '待批', tone: 'due' }, APPROVED: { label: '已批', tone: 'done' }, DISCARDED: { label: '已作废', tone: 'quiet' } } as const
export type BudgetSpan = keyof typeof BUDGET_SPANS
export type BudgetState = keyof typeof BUDGET_STATES
export function budgetText(span: BudgetSpan, begins: string): string {
  return span === 'YEAR' ? `${begins.slice(0, 4)} 年度预算` : `${begins.slice(0, 4)} 年 ${Number(begins.slice(5, 7))} 月用款计划`
}

export const JOURNAL_KINDS = { WORK: '工作日志', BUILDING: '大厦日志' } as const
export type JournalKind = keyof typeof JOURNAL_KINDS
