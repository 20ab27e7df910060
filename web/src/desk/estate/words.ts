import type { Row } from '@/api/client'
import { quantityText } from '@/shared/format'

export type Room = Row<'/api/communities/{community}/rooms'>
export type RoomKind = Room['kind']
export type RoomStatus = Room['status']

export const KINDS: Record<RoomKind, string> = { HOUSE: '住宅', SHOP: '商铺', OFFICE: '办公', PARKING: '车位', STORAGE: '储藏间' }
export const STATUSES: Record<RoomStatus, string> = { SELF_USED: '自住', RENTED: '出租', VACANT: '空置', UNDELIVERED: '未交付', RENOVATING: '装修中' }
export const HANDOVERS = { HANDED_OVER: '已交付', UPCOMING: '待交付', NONE: '未定日期' }
export const STATUS_TONES = { SELF_USED: 'brand', RENTED: 'info', VACANT: 'quiet', UNDELIVERED: 'quiet', RENOVATING: 'due' } as const

/** For choice boxes: `[['HOUSE', '住宅'], …]`. */
export function choices<K extends string>(words: Record<K, string>): [K, string][] {
  return Object.entries(words) as [K, string][]
}

/** `3` → `3栋`; names that say what they are stay: `地下车库`. */
export function buildingText(code: string, name?: string | null): string {
  return name || (/^[0-9A-Za-z]+$/.test(code) ? `${code}栋` : code)
}

/** `2` → `2单元`; rooms without one have none. */
export function entranceText(code: string | null | undefined): string {
  return !code ? '' : /^[0-9A-Za-z]+$/.test(code) ? `${code}单元` : code
}

export function floorText(floor: number | null | undefined): string {
  return floor === null || floor === undefined ? '' : floor < 0 ? `负${-floor}层` : `${floor}层`
}

/** Square metres with thousands set apart, without useless zeros. */
export function areaText(area: string | null | undefined): string {
  const [whole = '', fraction] = quantityText(area).split('.')
  return whole.replace(/\B(?=(\d{3})+$)/g, ',') + (fraction ? `.${fraction}` : '')
}

/** 片区范围的一行，填的时候。 */
export interface PartForm {
  scope: 'building' | 'entrance' | 'floors' | 'room'
  buildingId: number | null; entranceId: number | null; floorFrom: number | null; floorTo: number | null; roomId: number | null; room?: string | null
  fromOn: string; toOn: string | null
}

/** `3栋2单元 1–9层`, `3-2-1201`. */
export function partText(part: { building: string; entrance?: string | null; floorFrom?: number | null; floorTo?: number | null; room?: string | null }): string {
  if (part.room) return part.room
  const floors = part.floorFrom === null || part.floorFrom === undefined ? '' : part.floorFrom === part.floorTo ? ` ${floorText(part.floorFrom)}` : ` ${floorText(part.floorFrom)}至${floorText(part.floorTo)}`
  return buildingText(part.building) + entranceText(part.entrance) + floors
}
