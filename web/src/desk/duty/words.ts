import type { Reply } from '@/api/client'

export type Day = Reply<'/api/communities/{community}/duties/today'>
export type Item = Day['items'][number]
export type Duty = Reply<'/api/duties'>[number]
export type Amendment = Reply<'/api/duties/amendments'>[number]

/** 岗位的叫法。 */
export const ROLES: Record<string, string> = {
  front_desk: '前台客服', steward: '管家', senior_steward: '高级管家', fee_collector: '收费员', cashier: '出纳', accountant: '会计', cs_supervisor: '客服主管',
  director: '管理处主任', general_manager: '总经理', technician: '维修工', engineering_supervisor: '工程主管', security_guard: '保安员', security_lead: '保安队长',
  toll_attendant: '车场收费员', clerk: '文员', warehouse: '仓管员', leasing_agent: '租赁专员', cleaner_supervisor: '保洁主管',
}

/** 模块的叫法，按目录的次序。 */
export const MODULES: Record<string, string> = {
  estate: '房产', resident: '住户', occupancy: '交付入住', billing: '计费', metering: '抄表', cashier: '收费', ledger: '账务', collection: '催缴', servicedesk: '服务台',
  inspection: '巡查', renovation: '装修', custody: '保管', inventory: '库存', facility: '设施', guard: '安保', parking: '停车', leasing: '租赁', engagement: '客户关系',
  workforce: '人员', planning: '计划与文书', access: '权限与保密', reporting: '报表', integration: '外部系统',
}

export const CADENCES: Record<string, string> = {
  event: '事来即办', shift: '每班', daily: '每天', weekly: '每周', monthly: '每月', quarterly: '每季', semiannual: '每半年', annual: '每年', continuous: '一直',
}

export const EVIDENCE: Record<string, string> = { EVENT: '办事的记录', METRIC: '达标的数字', REGISTER: '台账', MANUAL: '本人打勾' }

export const STATES: Record<Item['state'], { label: string; tone: 'done' | 'info' | 'overdue' | 'quiet' }> = {
  DONE: { label: '已办', tone: 'done' }, DUE: { label: '待办', tone: 'info' }, LATE: { label: '迟了', tone: 'overdue' }, EXCUSED: { label: '免办', tone: 'quiet' },
}

/** 到几点；不是今天的写上日子，一天末了的只写“今天”。 */
export function dueText(item: Item, today: string) {
  if (!item.dueAt) return ''
  const parts = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' }).format(new Date(item.dueAt)).split(' ')
  const day = parts[0]!, time = parts[1]!
  const clock = time === '23:59' ? '' : time
  return day === today ? clock || '今天' : `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日${clock ? ` ${clock}` : ''}`
}
