import type { Reply } from '@/api/client'
import { HANDOVERS, STATUSES, type RoomStatus } from './words'

export type Chart = Reply<'/api/communities/{community}/buildings/{building}/chart'>
export type Cell = Chart['entrances'][number]['floors'][number]['rooms'][number]
/** What a room owes: all of it, what is past its due date, and the oldest due date. */
export interface Owed { outstanding: string; overdue: string; daysLate: number }
export type View = 'occupancy' | 'arrears' | 'handover'
export const VIEWS: Record<View, string> = { occupancy: '入住', arrears: '欠费', handover: '交付' }

/** 一种颜色的意思；颜色之外还有一个字。 */
export interface Shade { key: string; label: string; mark: string; tone: 'brand' | 'info' | 'due' | 'overdue' | 'done' | 'quiet' | 'blank' }

const OCCUPANCY: Shade[] = [
  { key: 'SELF_USED', label: STATUSES.SELF_USED, mark: '自', tone: 'brand' },
  { key: 'RENTED', label: STATUSES.RENTED, mark: '租', tone: 'info' },
  { key: 'RENOVATING', label: STATUSES.RENOVATING, mark: '装', tone: 'due' },
  { key: 'VACANT', label: STATUSES.VACANT, mark: '空', tone: 'blank' },
  { key: 'UNDELIVERED', label: STATUSES.UNDELIVERED, mark: '未', tone: 'quiet' },
]
const ARREARS: Shade[] = [
  { key: 'CLEAR', label: '无欠费', mark: '清', tone: 'blank' },
  { key: 'OPEN', label: '未到期', mark: '待', tone: 'info' },
  { key: 'LATE', label: '逾期 90 天内', mark: '欠', tone: 'due' },
  { key: 'VERY_LATE', label: '逾期超过 90 天', mark: '久', tone: 'overdue' },
]
const HANDOVER: Shade[] = [
  { key: 'HANDED_OVER', label: HANDOVERS.HANDED_OVER, mark: '交', tone: 'done' },
  { key: 'UPCOMING', label: HANDOVERS.UPCOMING, mark: '待', tone: 'due' },
  { key: 'NONE', label: HANDOVERS.NONE, mark: '未', tone: 'quiet' },
]
export const SHADES: Record<View, Shade[]> = { occupancy: OCCUPANCY, arrears: ARREARS, handover: HANDOVER }

export function shadeOf(view: View, cell: Cell, owed?: Owed): Shade {
  const key = view === 'occupancy' ? cell.status satisfies RoomStatus
    : view === 'handover' ? (cell.isHandedOver ? 'HANDED_OVER' : cell.handoverOn ? 'UPCOMING' : 'NONE')
      : !owed ? 'CLEAR' : owed.daysLate > 90 ? 'VERY_LATE' : owed.daysLate > 0 ? 'LATE' : 'OPEN'
  return SHADES[view].find(shade => shade.key === key)!
}

export function cellsOf(chart: Chart): Cell[] {
  return chart.entrances.flatMap(entrance => entrance.floors.flatMap(floor => floor.rooms))
}

/**
 * 同一户型上下对齐：房号去掉楼层就是列。
 *
 * @returns the columns, or nothing where numbers do not follow the floors (parking spaces): the rooms then just flow
 */
export function columnsOf(entrance: Chart['entrances'][number]): string[] | undefined {
  const columns = new Set<string>()
  for (const { floor, rooms } of entrance.floors) {
    for (const room of rooms) {
      const column = columnOf(room, floor)
      if (column === undefined) return undefined
      columns.add(column)
    }
  }
  return columns.size > 16 ? undefined : [...columns].sort((a, b) => a.length - b.length || (a < b ? -1 : 1))
}

export function columnOf(room: Cell, floor: number | null | undefined): string | undefined {
  if (floor === null || floor === undefined) return undefined
  const prefix = floor < 0 ? `B${-floor}` : String(floor)
  return room.number.startsWith(prefix) && room.number.length > prefix.length ? room.number.slice(prefix.length) : undefined
}
