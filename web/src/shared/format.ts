const ZONE = 'Asia/Shanghai'
const parts = new Intl.DateTimeFormat('en-CA', {
  timeZone: ZONE, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })

function localParts(moment: Date) {
  return Object.fromEntries(parts.formatToParts(moment).map(part => [part.type, part.value])) as Record<string, string>
}

/** Today in the office's zone, `2026-11-21`. */
export function today(now = new Date()): string {
  const { year, month, day } = localParts(now)
  return `${year}-${month}-${day}`
}

/** `11月21日`, with the year when it is not this one. */
export function dayText(date: string | undefined | null, now = new Date()): string {
  if (!date) return ''
  const [year, month, day] = date.split('-')
  const text = `${Number(month)}月${Number(day)}日`
  return year === today(now).slice(0, 4) ? text : `${year}年${text}`
}

/** `11月21日 14:05`. */
export function momentText(instant: string | undefined | null, now = new Date()): string {
  if (!instant) return ''
  const { year, month, day, hour, minute } = localParts(new Date(instant))
  return `${dayText(`${year}-${month}-${day}`, now)} ${hour}:${minute}`
}

/** `2026年11月`; takes a month's first day or `2026-11`. */
export function monthText(month: string | undefined | null): string {
  if (!month) return ''
  const [year, number] = month.split('-')
  return `${year}年${Number(number)}月`
}

/** `1,234.50` from the server's decimal text; no arithmetic, no floating point. */
export function moneyText(amount: string | undefined | null): string {
  if (amount === undefined || amount === null || amount === '') return ''
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(amount)
  if (!match) return amount
  const [, sign = '', whole = '', fraction = ''] = match
  return `${sign}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${fraction.padEnd(2, '0')}`
}

/** Quantities and areas as they are, without useless zeros: `102.350` → `102.35`. */
export function quantityText(quantity: string | undefined | null): string {
  if (!quantity) return quantity ?? ''
  return quantity.includes('.') ? quantity.replace(/\.?0+$/, '') : quantity
}
