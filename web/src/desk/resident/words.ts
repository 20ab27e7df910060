import type { Reply, Row } from '@/api/client'
import { today } from '@/shared/format'

export type RoomStory = Reply<'/api/communities/{community}/rooms/{room}'>
export type RoomPerson = RoomStory['people'][number]
export type Vehicle = RoomStory['vehicles'][number]
export type PersonRow = Row<'/api/communities/{community}/people'>
export type Person = Reply<'/api/communities/{community}/people/{person}'>
export type PersonHolding = Person['holdings'][number]
export type Role = RoomPerson['role']

export const ROLES: Record<Role, string> = { OWNER: '业主', TENANT: '租户', FAMILY: '家人', AGENT: '代理人' }
export const ROLE_TONES = { OWNER: 'brand', TENANT: 'info', FAMILY: 'quiet', AGENT: 'due' } as const
export const PERSON_KINDS = { PERSON: '个人', COMPANY: '单位' }
export const GENDERS = { MALE: '男', FEMALE: '女' }
export const FIELDS = { PHONE: '电话', ID_NUMBER: '证件号码', CONTACT: '联系电话' }

/** Holds today: begun and not ended. */
export function isCurrent(holding: { fromOn: string; toOn?: string | null }, day = today()): boolean {
  return holding.fromOn <= day && (!holding.toOn || holding.toOn >= day)
}

export function sourceText(source: string, note?: string | null): string {
  return `${source === 'IMPORT' ? '导入' : '手工登记'}${note ? `（${note}）` : ''}`
}
