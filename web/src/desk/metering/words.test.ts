import { describe, expect, it } from 'vitest'
import { changeText, figureOf, monthToRead, pastedRows } from './words'

describe('抄表的写法', () => {
  it('月初抄上个月，下旬抄本月', () => {
    expect(monthToRead('2026-11-19')).toBe('2026-10')
    expect(monthToRead('2026-11-20')).toBe('2026-11')
    expect(monthToRead('2026-01-05')).toBe('2025-12')
  })

  it('全角数字、逗号和空格都认', () => {
    expect(figureOf(' １,２３４．5 ')).toBe('1234.5')
  })

  it('变化带正负号', () => {
    expect(changeText('35')).toBe('+35%')
    expect(changeText('-12.50')).toBe('-12.5%')
    expect(changeText('0')).toBe('0%')
    expect(changeText(null)).toBe('')
  })

  it('粘一列读数，依次落到后面的表上，空格子跳过', () => {
    expect(pastedRows('12\n\n34\n', ['A', 'B', 'C', 'D'])).toEqual([{ number: 'A', value: '12' }, { number: 'C', value: '34' }])
  })

  it('粘表号和读数两列，各归各的表', () => {
    expect(pastedRows('W2\t88\r\nW1\t5\r\n', ['A'])).toEqual([{ number: 'W2', value: '88' }, { number: 'W1', value: '5' }])
    expect(pastedRows('W2 88', [])).toEqual([{ number: 'W2', value: '88' }])
  })
})
