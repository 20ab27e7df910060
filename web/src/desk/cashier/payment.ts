import type { Reply } from '@/api/client'
import type { Cart } from './cart'
import { filled, surplusOf } from './tenders'

type Quote = Reply<'/api/communities/{community}/payments/quote', 'post'>

/** 柜台上看见的这一单，原样报给服务端；应收对不上时它会拒绝。 */
export function paymentOf(cart: Cart, quote: Quote) {
  return {
    roomCode: quote.roomCode,
    tenders: filled(cart.tenders, quote.due).map(({ method, amount, bank, reference }) => ({ method, amount, bank: bank || undefined, reference: reference || undefined })),
    lateFee: cart.lateFee, waiverReason: cart.waiverReason || undefined, surplus: surplusOf(cart),
    billIds: cart.billIds ?? quote.lines.flatMap(line => line.isTicked && line.billId ? [line.billId] : []),
    payThrough: cart.payThrough, charges: cart.charges.length ? cart.charges : undefined,
    prepayFor: cart.prepayFor && surplusOf(cart) === 'PREPAY' ? cart.prepayFor.code : undefined,
    expectedDue: quote.due, note: cart.note || undefined, startedAt: cart.startedAt,
  }
}
