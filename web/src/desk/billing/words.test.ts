import { describe, expect, it } from 'vitest'
import { periodText, priceText, tiersOf, tiersText, type Terms } from './words'

describe('账单的写法', () => {
  it('账期写成月，不足整月的写成日', () => {
    expect(periodText('2026-10-01', '2026-10-31')).toBe('2026年10月')
    expect(periodText('2026-10-01', '2026-12-31')).toBe('2026年10月–12月')
    expect(periodText('2025-10-01', '2026-09-30')).toBe('2025年10月–2026年9月')
    expect(periodText('2024-02-01', '2024-02-29')).toBe('2024年2月')
    expect(periodText('2024-02-11', '2024-02-29')).toBe('2024年2月11日–2024年2月29日')
  })

  it('阶梯读得懂，也写得回去', () => {
    expect(tiersOf('0-180:5.00;180-:7.50')).toEqual([{ from: '0', to: '180', price: '5' }, { from: '180', to: '', price: '7.5' }])
    expect(tiersText([{ to: '180', price: '5' }, { to: '', price: '7.5' }])).toBe('0-180:5;180-:7.5')
    expect(priceText({ rule: 'METERED', tiers: '0-180:5.00;180-:7.50' } as Terms)).toBe('0～180：5 元；180 以上：7.5 元')
    expect(priceText({ rule: 'BY_AREA', price: '1.80' } as Terms)).toBe('1.8 元/㎡·月')
  })
})
