import { emptyTender, METHODS, type Cart, type Method, type TenderForm } from './cart'
import { fenOf, yuanOf } from './fen'

/** 几种付款合起来的样子：最后一笔空着就是还差的数。 */
export interface Sums { rest: bigint; total: bigint; isShort: boolean; isWrong: boolean; isNothing: boolean }

export function sumsOf(tenders: TenderForm[], due: string): Sums {
  const owed = fenOf(due) ?? 0n
  const before = tenders.slice(0, -1).reduce((sum, each) => sum + (fenOf(each.amount) ?? 0n), 0n)
  const rest = owed > before ? owed - before : 0n
  const last = tenders.at(-1)!.amount.trim()
  const total = before + (last ? fenOf(last) ?? 0n : rest)
  const isWrong = tenders.some(each => each.amount.trim() !== '' && fenOf(each.amount) === undefined)
  return { rest, total, isShort: total < owed, isWrong, isNothing: total === 0n }
}

/** The tenders and what they come to, as one change of the cart; nothing typed means exactly what is due. */
export function tendered(tenders: TenderForm[], due: string): Pick<Cart, 'tenders' | 'tendered'> {
  const { total } = sumsOf(tenders, due)
  return { tenders, tendered: tenders.some(each => each.amount.trim()) && total > 0n ? yuanOf(total) : '' }
}

export function changed(tenders: TenderForm[], index: number, part: Partial<TenderForm>): TenderForm[] {
  return tenders.map((each, i) => (i === index ? { ...each, ...part } : each))
}

/** F4: with a part typed the rest goes by the next method, else the method itself changes. */
export function withNextMethod(tenders: TenderForm[], due: string, hasPrepayment: boolean): TenderForm[] {
  const last = tenders.at(-1)!
  return last.amount.trim() && sumsOf(tenders, due).isShort
    ? [...tenders, emptyTender(after(last.method, hasPrepayment))]
    : changed(tenders, tenders.length - 1, { method: after(last.method, hasPrepayment) })
}

function after(method: Method, hasPrepayment: boolean): Method {
  const usable = METHODS.filter(each => each.value !== 'DEPOSIT' && (each.value !== 'PREPAYMENT' || hasPrepayment))
  return usable[(usable.findIndex(each => each.value === method) + 1) % usable.length]!.value
}

/** What is sent: amounts worked out, empty ones left out. */
export function filled(tenders: TenderForm[], due: string): TenderForm[] {
  const { rest } = sumsOf(tenders, due)
  return tenders.map((each, index) => ({ ...each,
    amount: each.amount.trim() ? yuanOf(fenOf(each.amount)!) : index === tenders.length - 1 ? yuanOf(rest) : '0.00' }))
    .filter(each => each.amount !== '0.00')
}

/** Cash too much goes back, other money is kept, unless the cashier says otherwise. */
export function surplusOf(cart: Cart): 'PREPAY' | 'CHANGE' {
  return cart.surplus ?? (cart.tenders.some(each => each.method === 'CASH') ? 'CHANGE' : 'PREPAY')
}

/** The notes people hand over for 255.88: 256, 260, 300, 500. */
export function quickCash(due: string): string[] {
  const owed = fenOf(due) ?? 0n
  if (owed === 0n) return ['50', '100', '200', '500']
  const sums = [1n, 10n, 50n, 100n, 500n, 1000n].map(note => (owed + note * 100n - 1n) / (note * 100n) * note)
  return [...new Set(sums)].filter(sum => sum * 100n > owed).slice(0, 4).map(String)
}
