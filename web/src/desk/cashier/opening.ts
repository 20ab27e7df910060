/** 期初余额的五类和几种状态。 */
export const OPENING_KINDS = [
  { name: 'ARREARS', total: 'arrears', label: '欠费' }, { name: 'PREPAYMENT', total: 'prepayment', label: '预存' }, { name: 'DEPOSIT', total: 'deposit', label: '押金' },
  { name: 'CASH', total: 'cash', label: '现金' }, { name: 'BANK', total: 'bank', label: '银行' },
] as const

export type OpeningKind = (typeof OPENING_KINDS)[number]['name']

export const OPENING_STATES: Record<string, { label: string; tone: 'due' | 'done' | 'quiet' }> = {
  DRAFT: { label: '等待核对', tone: 'due' }, CONFIRMED: { label: '已入账', tone: 'done' }, DISCARDED: { label: '已作废', tone: 'quiet' },
}
