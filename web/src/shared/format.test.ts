import { describe, expect, it } from 'vitest'
import { dayText, momentText, moneyText, monthText, quantityText, today } from './format'

const NOW = new Date('2026-11-21T06:05:00Z')

describe('金额', () => {
  it.each([
    ['0.00', '0.00'], ['5', '5.00'], ['123.4', '123.40'], ['1234.50', '1,234.50'], ['-1234567.89', '-1,234,567.89'],
    ['999999999999.99', '999,999,999,999.99'],
  ])('%s 写作 %s', (amount, text) => expect(moneyText(amount)).toBe(text))

  it('没有金额就留空，不写零', () => expect([moneyText(undefined), moneyText(null), moneyText('')]).toEqual(['', '', '']))
})

describe('日期', () => {
  it('今年的不写年', () => expect(dayText('2026-01-05', NOW)).toBe('1月5日'))
  it('不是今年的写年', () => expect(dayText('2025-12-31', NOW)).toBe('2025年12月31日'))
  it('时刻按上海时间', () => expect(momentText('2026-11-21T06:05:00Z', NOW)).toBe('11月21日 14:05'))
  it('上海已是第二天', () => expect(momentText('2025-12-31T16:30:00Z', NOW)).toBe('1月1日 00:30'))
  it('今天是上海的今天', () => expect(today(new Date('2026-11-21T16:00:01Z'))).toBe('2026-11-22'))
  it('月份', () => expect(monthText('2026-03-01')).toBe('2026年3月'))
})

it('数量不带无用的零', () => expect(['102.350', '12.00', '100', '0.5'].map(quantityText)).toEqual(['102.35', '12', '100', '0.5']))
