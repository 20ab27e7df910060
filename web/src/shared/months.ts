const number = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1
const text = (at: number) => `${Math.floor(at / 12)}-${String(at % 12 + 1).padStart(2, '0')}`

/** `2026-12` and 1 is `2027-01`; takes a day as well. */
export function addMonths(month: string, by: number): string {
  return text(number(month) + by)
}

/** The months from the first to the last, the latest first: `2026-10`. */
export function monthsBetween(first: string, last: string): string[] {
  return Array.from({ length: Math.max(0, number(last) - number(first) + 1) }, (_, back) => text(number(last) - back))
}

/** `2026-02` ends on `2026-02-28`; takes a day as well. */
export function lastDay(month: string): string {
  const days = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).getUTCDate()
  return `${month.slice(0, 7)}-${days}`
}
