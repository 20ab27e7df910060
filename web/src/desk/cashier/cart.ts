import type { components } from '@/api/schema'

export type Method = 'CASH' | 'WECHAT' | 'ALIPAY' | 'POS' | 'BANK_TRANSFER' | 'CHEQUE' | 'PREPAYMENT' | 'DEPOSIT'

export const METHODS: { value: Method; label: string }[] = [
  { value: 'CASH', label: '现金' },
  { value: 'WECHAT', label: '微信' },
  { value: 'ALIPAY', label: '支付宝' },
  { value: 'POS', label: 'POS' },
  { value: 'BANK_TRANSFER', label: '银行转账' },
  { value: 'CHEQUE', label: '支票' },
  { value: 'PREPAYMENT', label: '预存款' },
  { value: 'DEPOSIT', label: '押金抵扣' },
]

export interface TenderForm { method: Method; amount: string; bank: string; reference: string }

/** 柜台上正在办的一单；挂单时原样存起来。 */
export interface Cart {
  roomCode: string
  billIds?: number[]
  lateFee: 'COLLECT' | 'WAIVE'
  waiverReason: string
  payThrough?: string
  charges: components['schemas']['ReceivePaymentCharge'][]
  tenders: TenderForm[]
  /** What has been typed in all tenders together; empty means exactly what is due. */
  tendered: string
  surplus?: 'PREPAY' | 'CHANGE'
  /** What is too much is kept for this charge item alone: topping up a prepaid meter. */
  prepayFor?: { code: string; name: string }
  note: string
  /** When the household was opened; a payment should be done within five minutes. */
  startedAt?: string
}

export function emptyTender(method: Method = 'CASH'): TenderForm {
  return { method, amount: '', bank: '', reference: '' }
}

/** 给预付费表充值：不收账单，收的都存给这个项目。 */
export function topUpCart(roomCode: string, prepayFor: { code: string; name: string }): Cart {
  return { ...emptyCart(roomCode), billIds: [], surplus: 'PREPAY', prepayFor }
}

export function emptyCart(roomCode: string): Cart {
  return { roomCode, lateFee: 'COLLECT', waiverReason: '', charges: [], tenders: [emptyTender()], tendered: '', note: '' }
}
