import type { Line } from './phone'

/** What the phone shows before the server has counted it; for the eye only, no bill is made from it. */
export function usageOf(line: Pick<Line, 'previous' | 'digits' | 'multiplier'>, typed: string, isRollover: boolean): number | undefined {
  if (!/^\d{1,9}(\.\d{1,4})?$/.test(typed)) return undefined
  const turned = isRollover ? 10 ** line.digits : 0
  return Math.round((Number(typed) + turned - Number(line.previous)) * Number(line.multiplier) * 10_000) / 10_000
}
