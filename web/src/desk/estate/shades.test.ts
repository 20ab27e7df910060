import { describe, expect, it } from 'vitest'
import { columnsOf, shadeOf, type Cell } from './shades'

const cell = (number: string, more: Partial<Cell> = {}): Cell => ({
  roomId: 1, code: `1-1-${number}`, number, kind: 'HOUSE', grossArea: '80', status: 'VACANT', isHandedOver: false, ...more })

describe('房态图', () => {
  it('同一户型上下对齐，缺了一间也不错位', () => {
    expect(columnsOf({ code: '1', floors: [{ floor: 10, rooms: [cell('1002')] }, { floor: 9, rooms: [cell('901'), cell('902')] }, { floor: -1, rooms: [cell('B101')] }] }))
      .toEqual(['01', '02'])
  })

  it('车位不按楼层编号，顺着排', () => {
    expect(columnsOf({ code: '', floors: [{ floor: null, rooms: [cell('A-001')] }] })).toBeUndefined()
    expect(columnsOf({ code: '', floors: [{ floor: 2, rooms: [cell('101')] }] })).toBeUndefined()
  })

  it('颜色按所看的方面定', () => {
    expect(shadeOf('occupancy', cell('101')).label).toBe('空置')
    expect(shadeOf('handover', cell('101', { handoverOn: '2027-01-01' })).label).toBe('待交付')
    expect(shadeOf('handover', cell('101', { handoverOn: '2024-01-01', isHandedOver: true })).label).toBe('已交付')
    expect(shadeOf('arrears', cell('101')).label).toBe('无欠费')
    expect(shadeOf('arrears', cell('101'), { outstanding: '10.00', overdue: '0.00', daysLate: 0 }).label).toBe('未到期')
    expect(shadeOf('arrears', cell('101'), { outstanding: '10.00', overdue: '10.00', daysLate: 90 }).label).toBe('逾期 90 天内')
    expect(shadeOf('arrears', cell('101'), { outstanding: '10.00', overdue: '10.00', daysLate: 91 }).label).toBe('逾期超过 90 天')
  })
})
