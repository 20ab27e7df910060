import { describe, expect, it } from 'vitest'
import { addMonths, lastDay, monthsBetween } from './months'

describe('月份', () => {
  it('往前往后数，跨年也对', () => {
    expect([addMonths('2026-12', 1), addMonths('2026-01', -1), addMonths('2026-11-21', 0), addMonths('2026-05', 19)]).toEqual(['2027-01', '2025-12', '2026-11', '2027-12'])
  })
  it('月底是哪天，闰年也对', () => {
    expect([lastDay('2026-02'), lastDay('2028-02-10'), lastDay('2026-11')]).toEqual(['2026-02-28', '2028-02-29', '2026-11-30'])
  })
  it('从头到尾，近的在前', () => {
    expect(monthsBetween('2025-11', '2026-01')).toEqual(['2026-01', '2025-12', '2025-11'])
    expect(monthsBetween('2026-02', '2026-01')).toEqual([])
  })
})
