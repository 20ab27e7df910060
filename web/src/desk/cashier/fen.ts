/**
 * 收银台上的加减：只为把几种付款凑成一个数，以分为单位的整数，没有小数误差。
 *
 * What is due, late fees and change are always the server's figures.
 */

/** `120+85.5` → fen; `undefined` when it is not a sum of plain amounts. */
export function fenOf(text: string): bigint | undefined {
  const parts = text.replace(/[，,\s]/g, '').replace(/。/g, '.').split('+')
  let sum = 0n
  for (const part of parts) {
    const match = /^(\d{1,9})(?:\.(\d{0,2}))?$/.exec(part)
    if (!match) return undefined
    sum += BigInt(match[1]!) * 100n + BigInt((match[2] ?? '').padEnd(2, '0'))
  }
  return sum
}

/** 20550n → `205.50`. */
export function yuanOf(fen: bigint): string {
  const text = fen.toString().padStart(3, '0')
  return `${text.slice(0, -2)}.${text.slice(-2)}`
}
