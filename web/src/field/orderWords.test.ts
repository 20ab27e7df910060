import { expect, test } from 'vitest'
import { onTheWay, spotOf } from './orderWords'
import type { Job } from './phone'

const job = (placeText: string, building?: string, entrance?: string, floor?: number, roomNumber?: string) =>
  ({ order: { placeText, building: building && `${building} 栋` }, site: { buildingCode: building, entrance, floor, roomNumber } }) as unknown as Job

test('一栋一栋、一个单元一个单元、一层一层顺着走，不在哪一栋的在最后', () => {
  const jobs = [job('南门'), job('10-1-101', '10', '1', 1), job('2-2-301', '2', '2', 3), job('2-1-1201', '2', '1', 12), job('2-1-B01', '2', '1', -1), job('2-1-901', '2', '1', 9)]
  expect(jobs.sort(onTheWay).map(each => each.order.placeText)).toEqual(['2-1-B01', '2-1-901', '2-1-1201', '2-2-301', '10-1-101', '南门'])
})

test('几单元几层几室，登记了多少说多少', () => {
  expect(spotOf(job('3-2-1201', '3', '2', 12, '1201'))).toBe('3 栋　2 单元　12 层　1201 室')
  expect(spotOf(job('3-B01', '3', undefined, -1, 'B01'))).toBe('3 栋　地下 1 层　B01 室')
  expect(spotOf(job('南门'))).toBe('')
})
