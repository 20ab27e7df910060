import { expect, test } from 'vitest'
import { usageOf } from './usage'

const line = { previous: '99990', digits: 5, multiplier: '2' }

test('用量是差乘倍率，过零加一圈，没写成数的没有用量', () => {
  expect(usageOf(line, '99995.5', false)).toBe(11)
  expect(usageOf(line, '5', true)).toBe(30)
  expect(usageOf(line, '5', false)).toBe(-199_970)
  expect(usageOf(line, '', false)).toBeUndefined()
  expect(usageOf(line, '1e5', false)).toBeUndefined()
})
