/** 押金的四本账。 */
export const DEPOSIT_KINDS = [['RENOVATION', '装修押金'], ['RENOVATION_WASTE', '装修垃圾清运费'], ['KEY', '钥匙押金'], ['OTHER', '其他押金']] as const
export const REFUND_KINDS = [['DEPOSIT', '押金'], ['PREPAYMENT', '预存款'], ['PAYMENT', '收错的款']] as const
export const REFUND_STATES = [['WAITING', '待审批'], ['APPROVED', '待付款'], ['PAID', '已付'], ['REJECTED', '不同意'], ['CANCELLED', '已取消']] as const
export const AGENCY_STATES = [['WAITING', '待审批'], ['APPROVED', '待付款'], ['PAID', '已移交'], ['REJECTED', '不同意'], ['CANCELLED', '已取消'], ['REVERSED', '已冲销']] as const
/** Money that really comes in or goes out. */
export const MONEY_METHODS = [['CASH', '现金'], ['WECHAT', '微信'], ['ALIPAY', '支付宝'], ['POS', 'POS'], ['BANK_TRANSFER', '银行转账'], ['CHEQUE', '支票']] as const

export type DepositKind = typeof DEPOSIT_KINDS[number][0]
export type RefundKind = typeof REFUND_KINDS[number][0]
export type MoneyMethod = typeof MONEY_METHODS[number][0]

/** How the state of a refund is coloured. */
export function refundTone(state: string): 'done' | 'due' | 'info' | 'quiet' {
  return state === 'PAID' ? 'done' : state === 'APPROVED' ? 'due' : state === 'WAITING' ? 'info' : 'quiet'
}

/** 在押、退还中、已结清、作废。 */
export function depositState(row: { isVoided: boolean; isReturning: boolean; balance: string }): { text: string; tone: 'due' | 'info' | 'done' | 'quiet' } {
  if (row.isVoided) return { text: '作废', tone: 'quiet' }
  if (row.isReturning) return { text: '退还中', tone: 'info' }
  return row.balance === '0.00' ? { text: '已结清', tone: 'done' } : { text: '在押', tone: 'due' }
}
