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
