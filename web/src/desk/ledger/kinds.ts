import { today } from '@/shared/format'
import { lastDay } from '@/shared/months'

/** 凭证类型，按出现的多少排。 */
export const KINDS = [
  ['PAYMENT', '收款'], ['BILL_RUN', '出账'], ['PREPAYMENT_USE', '预存抵扣'], ['DISCOUNT', '优惠与抹零'], ['PAYMENT_VOID', '收款作废'],
  ['BILL_RUN_UNDO', '撤销出账'], ['ONE_OFF', '临时收费'], ['SHIFT_VARIANCE', '长短款'], ['INCOME_RELEASE', '合同负债结转'], ['REMITTANCE', '解款'],
  ['DEPOSIT', '押金'], ['REFUND', '退款'], ['CHEQUE_BOUNCED', '退票'], ['AGENCY_PAYOUT', '代收款移交'], ['OPENING', '期初余额'], ['MANUAL', '手工凭证'], ['EXPENSE', '费用报销'],
  ['WAIVER', '减免'], ['BILL_REVERSAL', '账单冲销'], ['PROFIT_CLOSING', '损益结转'],
] as const

export const VOUCHER_STATES = [['DRAFT', '草稿'], ['SUBMITTED', '待审核'], ['POSTED', '已记账'], ['RETURNED', '已退回'], ['REFUSED', '拒收'], ['DISCARDED', '已废弃']] as const
export const REFUSAL_CAUSES = [['MISTAKEN', '科目或金额有误'], ['INCOMPLETE', '单据不全'], ['FORGED', '伪造'], ['ALTERED', '涂改'], ['UNLAWFUL', '业务不合法']] as const

/** How a voucher's state is coloured. */
export function voucherTone(state: string): 'done' | 'info' | 'overdue' | 'quiet' {
  return state === 'POSTED' ? 'done' : state === 'SUBMITTED' ? 'info' : state === 'RETURNED' || state === 'REFUSED' ? 'overdue' : 'quiet'
}

/** First and last day of this month, as the server writes days. */
export function thisMonth(): [string, string] {
  const month = today().slice(0, 7)
  return [`${month}-01`, lastDay(month)]
}

export const EXPENSE_STATES = [['DRAFT', '草稿'], ['SUBMITTED', '待审批'], ['APPROVED', '待付款'], ['PAID', '已付款'], ['REJECTED', '未通过'], ['WITHDRAWN', '已撤回']] as const

/** How an expense claim's state is coloured. */
export function expenseTone(state: string): 'done' | 'info' | 'overdue' | 'quiet' {
  return state === 'PAID' ? 'done' : state === 'SUBMITTED' || state === 'APPROVED' ? 'info' : state === 'REJECTED' ? 'overdue' : 'quiet'
}

interface ReportColumn { field: string; label: string; money?: boolean; sum?: boolean }
const amount = (field: string, label: string): ReportColumn => ({ field, label, money: true, sum: true })

/** 锁定的报表各有哪些栏。 */
export const REPORT_COLUMNS: Record<'TRIAL_BALANCE' | 'INCOME_BY_ITEM' | 'RECEIPTS_AND_PAYMENTS' | 'RECEIVABLES_BY_AGE', ReportColumn[]> = {
  TRIAL_BALANCE: [{ field: 'code', label: '科目' }, { field: 'name', label: '名称' }, { field: 'opening', label: '期初', money: true }, amount('debit', '借方'), amount('credit', '贷方'), { field: 'balance', label: '余额', money: true }],
  INCOME_BY_ITEM: [{ field: 'item', label: '收费项目' }, amount('charged', '应收发生'), amount('received', '收回'), amount('income', '收入'), amount('passedThrough', '代收')],
  RECEIPTS_AND_PAYMENTS: [{ field: 'account', label: '科目' }, { field: 'accountName', label: '名称' }, { field: 'kind', label: '事由' }, amount('received', '收'), amount('paid', '付')],
  RECEIVABLES_BY_AGE: [{ field: 'item', label: '收费项目' }, amount('notDue', '未到期'), amount('within30', '30 天内'), amount('within90', '31 至 90 天'), amount('within365', '91 天至 1 年'), amount('within1095', '1 至 3 年'), amount('older', '3 年以上'), amount('total', '合计')],
}
