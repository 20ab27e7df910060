/** 凭证类型，按出现的多少排。 */
export const KINDS = [
  ['PAYMENT', '收款'], ['BILL_RUN', '出账'], ['PREPAYMENT_USE', '预存抵扣'], ['DISCOUNT', '优惠与抹零'], ['PAYMENT_VOID', '收款作废'],
  ['BILL_RUN_UNDO', '撤销出账'], ['ONE_OFF', '临时收费'], ['SHIFT_VARIANCE', '长短款'], ['INCOME_RELEASE', '合同负债结转'], ['REMITTANCE', '解款'],
  ['DEPOSIT', '押金'], ['REFUND', '退款'], ['CHEQUE_BOUNCED', '退票'], ['OPENING', '期初余额'], ['MANUAL', '手工凭证'], ['EXPENSE', '费用报销'],
] as const

export const VOUCHER_STATES = [['DRAFT', '草稿'], ['SUBMITTED', '待审核'], ['POSTED', '已记账'], ['RETURNED', '已退回'], ['REFUSED', '拒收'], ['DISCARDED', '已废弃']] as const
export const REFUSAL_CAUSES = [['MISTAKEN', '科目或金额有误'], ['INCOMPLETE', '单据不全'], ['FORGED', '伪造'], ['ALTERED', '涂改'], ['UNLAWFUL', '业务不合法']] as const

/** How a voucher's state is coloured. */
export function voucherTone(state: string): 'done' | 'info' | 'overdue' | 'quiet' {
  return state === 'POSTED' ? 'done' : state === 'SUBMITTED' ? 'info' : state === 'RETURNED' || state === 'REFUSED' ? 'overdue' : 'quiet'
}

/** First and last day of this month, as the server writes days. */
export function thisMonth(): [string, string] {
  const now = new Date()
  const day = (date: Date) => `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`
  return [day(new Date(now.getFullYear(), now.getMonth(), 1)), day(new Date(now.getFullYear(), now.getMonth() + 1, 0))]
}

export const EXPENSE_STATES = [['DRAFT', '草稿'], ['SUBMITTED', '待审批'], ['APPROVED', '待付款'], ['PAID', '已付款'], ['REJECTED', '未通过'], ['WITHDRAWN', '已撤回']] as const

/** How an expense claim's state is coloured. */
export function expenseTone(state: string): 'done' | 'info' | 'overdue' | 'quiet' {
  return state === 'PAID' ? 'done' : state === 'SUBMITTED' || state === 'APPROVED' ? 'info' : state === 'REJECTED' ? 'overdue' : 'quiet'
}
