import { expect, it } from 'vitest'
import { fenOf, yuanOf } from './fen'

it('加在一起的金额分毫不差', () => {
  expect(fenOf('120+85.5')).toBe(20550n)
  expect(yuanOf(fenOf('0.1+0.2')!)).toBe('0.30')
  expect(yuanOf(5n)).toBe('0.05')
})

it('不是金额的不认', () => {
  for (const text of ['', '-1', '1.234', '1e9', 'abc', '1++2']) expect(fenOf(text)).toBeUndefined()
})
