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
