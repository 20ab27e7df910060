/** 凭证类型，按出现的多少排。 */
export const KINDS = [
  ['PAYMENT', '收款'], ['BILL_RUN', '出账'], ['PREPAYMENT_USE', '预存抵扣'], ['DISCOUNT', '优惠与抹零'], ['PAYMENT_VOID', '收款作废'],
  ['BILL_RUN_UNDO', '撤销出账'], ['ONE_OFF', '临时收费'], ['SHIFT_VARIANCE', '长短款'], ['INCOME_RELEASE', '合同负债结转'], ['REMITTANCE', '解款'],
  ['DEPOSIT', '押金'], ['OPENING', '期初余额'], ['MANUAL', '手工凭证'],
] as const
