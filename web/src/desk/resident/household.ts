import type { Reply, Row } from '@/api/client'

export type Household = Reply<'/api/communities/{community}/rooms/{room}/household'>
export type Occupancy = Row<'/api/communities/{community}/occupancies'>
export type Card = Row<'/api/communities/{community}/cards'>
export type Care = Row<'/api/communities/{community}/care'>
export type Watch = Row<'/api/communities/{community}/watches'>
export type Note = Row<'/api/communities/{community}/steward-notes'>
export type Change = Row<'/api/communities/{community}/profile-changes'>
export type SpotCheck = Row<'/api/communities/{community}/spot-checks'>

export const USAGES = { SELF_USED: '自住', RENTED: '出租', VACANT: '空置' } as const
export const HOUSEHOLD_TYPES = { FAMILY: '一家人', COUPLE: '夫妻', ALONE: '独居', SHARED: '合租', STAFF: '员工宿舍', BUSINESS: '经营办公' } as const
export const CARD_STATES = { ISSUED: { label: '在用', tone: 'done' }, RETURNED: { label: '收回', tone: 'quiet' }, LOST: { label: '挂失', tone: 'overdue' } } as const
export const CARE_REASONS = { OLD: '孤老高龄', ILL: '体弱多病', DISABLED: '行动不便', IN_NEED: '生活困难', CHILD: '孩子独自在家' } as const
export const WATCH_KINDS = { WATCH: '重点户', SILENT: '沉默户' } as const
export const WAYS = { VISIT: '走访', PHONE: '电话', WECHAT: '微信', MET: '遇见', OTHER: '其他' } as const

/** What the drawer is for. */
export type HouseholdActName = 'occupy' | 'card' | 'endCard' | 'care' | 'visit' | 'endCare' | 'watch' | 'endWatch' | 'note' | 'follow'
