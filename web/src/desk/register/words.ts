import type { Reply, Row } from '@/api/client'

export type View = Reply<'/api/communities/{community}/registers/{register}'>
export type Definition = Row<'/api/register-definitions'>
export type Paper = Definition['paper']
export type Field = Paper['fields'][number]
export type FieldType = Field['type']
export type Entry = Row<'/api/communities/{community}/registers/{register}/entries'>
export type Stage = Entry['stage']
/** What a form holds of one entry, by field. */
export type Values = Record<string, unknown>

export const STAGES: Record<Stage, { label: string; tone: 'due' | 'info' | 'done' | 'quiet' }> = {
  CONFIRM: { label: '待签认', tone: 'info' }, FOLLOW_UP: { label: '待跟进', tone: 'due' }, DONE: { label: '已记', tone: 'done' }, STRUCK: { label: '已划去', tone: 'quiet' },
}

export const TYPES: Record<FieldType, string> = {
  TEXT: '一行文字', LONG_TEXT: '一段文字', CHOICE: '选一项', YES_NO: '是或否', DATE: '日期', DUE: '跟进期限', MOMENT: '日期和时间', TIME: '时刻', COUNT: '整数', DECIMAL: '小数',
  MONEY: '金额', ROOM: '房屋', STAFF: '同事', AREA: '公共区域', BUILDING: '楼栋', PHOTO: '照片或文件',
}

export const RHYTHMS: Record<Paper['rhythm'], string> = {
  EVENT: '有事就记', SHIFT: '每班', DAILY: '每天', WEEKLY: '每周', MONTHLY: '每月', QUARTERLY: '每季', HALF_YEARLY: '每半年', YEARLY: '每年',
}

export const BUSINESSES: Record<Paper['business'], string> = {
  INSPECTION: '巡查与品质', RENOVATION: '装修', OCCUPANCY: '入住与搬迁', CUSTODY: '钥匙与代管', INVENTORY: '物资', FACILITY: '设施设备', GUARD: '秩序维护', PARKING: '停车场', LEASING: '租赁',
  CASHIER: '收费与财务', RESIDENT: '客户', SERVICEDESK: '服务台', ENGAGEMENT: '客户关系', WORKFORCE: '人事', PLANNING: '内务与计划', REPORTING: '报表报送', ACCESS: '保密与对接', INTEGRATION: '外部系统', OTHER: '其他',
}

export function isNumber(type: FieldType) {
  return type === 'COUNT' || type === 'DECIMAL' || type === 'MONEY'
}

/** The columns a list has room for; the rest is on the entry's page. */
export function shownIn(list: Field[]): Field[] {
  return list.filter(field => field.type !== 'PHOTO').slice(0, 5)
}
