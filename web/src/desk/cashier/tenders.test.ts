import { expect, it } from 'vitest'
import { emptyCart, emptyTender } from './cart'
import { theOne, type Household } from './households'
import { changed, filled, quickCash, surplusOf, sumsOf, tendered, withNextMethod } from './tenders'

const cash = (amount: string) => [{ ...emptyTender(), amount }]

it('先输金额就是现金，其余用下一种方式', () => {
  const both = withNextMethod(cash('300'), '500.00', false)
  expect(filled(both, '500.00').map(each => [each.method, each.amount])).toEqual([['CASH', '300.00'], ['WECHAT', '200.00']])
  expect(withNextMethod(cash(''), '500.00', false).map(each => each.method)).toEqual(['WECHAT'])
})

it('没有预存就轮不到预存款', () => {
  const cheque = [emptyTender('CHEQUE')]
  expect(withNextMethod(cheque, '10.00', false)[0]!.method).toBe('CASH')
  expect(withNextMethod(cheque, '10.00', true)[0]!.method).toBe('PREPAYMENT')
})

it('空着是正好，少了看得出，写错了收不了', () => {
  expect(tendered(cash(''), '184.23').tendered).toBe('')
  expect(tendered(cash('120+80'), '184.23').tendered).toBe('200.00')
  expect(sumsOf(cash('100'), '184.23')).toMatchObject({ isShort: true, isWrong: false })
  expect(sumsOf(cash('1e9'), '184.23').isWrong).toBe(true)
  expect(sumsOf(cash(''), '0.00').isNothing).toBe(true)
})

it('多的现金找零，别的存着，说了算', () => {
  const cart = emptyCart('3-1-101')
  expect(surplusOf(cart)).toBe('CHANGE')
  expect(surplusOf({ ...cart, tenders: changed(cart.tenders, 0, { method: 'WECHAT' }) })).toBe('PREPAY')
  expect(surplusOf({ ...cart, surplus: 'PREPAY' })).toBe('PREPAY')
})

it('凑整的几张票子', () => {
  expect(quickCash('255.88')).toEqual(['256', '260', '300', '500'])
  expect(quickCash('300.00')).toEqual(['500', '1000'])
})

it('没人选过的，只认一户', () => {
  const found = ['3-1-101', '3-1-1012'].map(roomCode => ({ roomCode, title: roomCode }) as Household)
  expect(theOne(found, ' 3-1-101 ')).toBe('3-1-101')
  expect(theOne(found, '王')).toBeUndefined()
  expect(theOne(found.slice(0, 1), '王')).toBe('3-1-101')
})
