import type { Reply, Row } from '@/api/client'

type Tone = 'due' | 'overdue' | 'done' | 'info' | 'quiet'
export type Ticket = Row<'/api/communities/{community}/tickets'>
export type Order = Row<'/api/communities/{community}/work-orders'>
export type Kind = Ticket['kind']
export type Source = Ticket['source']

export const KINDS: Record<Kind, string> = {
  REPAIR: '报修', COMPLAINT: '投诉', ENQUIRY: '咨询', SUGGESTION: '建议', ERRAND: '委托', PAID_SERVICE: '有偿服务', DISPUTE: '邻里纠纷', PRAISE: '表扬', NEGATIVE: '负面信息',
}
export const SOURCES: Record<Source, string> = { PHONE: '来电', COUNTER: '来访', LETTER: '来信', STEWARD: '管家走访', ROUND: '员工巡查', APP: '住户自助', QUALITY: '品质部转来' }
export const URGENCIES: Record<Ticket['urgency'], string> = { URGENT: '急', NORMAL: '一般', PLANNED: '计划' }
export const STATES: Record<Ticket['state'], { label: string; tone: Tone }> = {
  OPEN: { label: '待办', tone: 'due' }, WORKING: { label: '在办', tone: 'info' }, PAUSED: { label: '暂停', tone: 'quiet' },
  DONE: { label: '办完待回访', tone: 'done' }, CLOSED: { label: '办结', tone: 'quiet' }, CANCELLED: { label: '作废', tone: 'quiet' },
}
export const ORDER_STATES: Record<string, { label: string; tone: Tone }> = {
  DISPATCHED: { label: '待接单', tone: 'due' }, ACCEPTED: { label: '已接单', tone: 'info' }, ON_WAY: { label: '在路上', tone: 'info' }, WORKING: { label: '在干', tone: 'info' },
  PAUSED: { label: '暂停', tone: 'quiet' }, FINISHED: { label: '完工', tone: 'done' }, RETURNED: { label: '退回', tone: 'overdue' }, CANCELLED: { label: '收回', tone: 'quiet' },
}
export type Trade = Reply<'/api/communities/{community}/tickets/{ticket}/technicians'>['trade']
export const TRADES: Record<Trade, string> = { WATER: '水暖', WEAK: '弱电', ELECTRIC: '电气', DOOR: '门窗锁', BUILDING: '土建', LIFT: '电梯', CLEANING: '保洁', OTHER: '其他' }
export const RESPONSIBILITIES = { OURS: '物业', BUILDER: '施工方', UTILITY: '水电气公司', AUTHORITY: '市政部门', OWNER: '业主自己', NEIGHBOUR: '邻居' } as const
export const PAUSES = { OWNER: '等业主', PART: '等配件', WEATHER: '天气', OTHER: '其他' } as const
/** 还没派工，前台自己停的。 */
export const TICKET_PAUSES = { OWNER: '等业主', PART: '等材料', WEATHER: '天气', OTHER: '其他' } as const
export const OUTCOMES = { SATISFIED: '满意', FAIR: '基本满意', DISSATISFIED: '不满意', UNREACHED: '没联系上' } as const
export const CALLBACK_WAYS = { PHONE: '电话', VISIT: '上门', MESSAGE: '短信微信' } as const

/** 住户自己说的，要留姓名、电话。 */
export const isResident = (source: Source) => ['PHONE', 'COUNTER', 'LETTER', 'APP'].includes(source)

/** Minutes by the clock on the wall, in words. */
export function duration(minutes?: string | null) {
  if (minutes === null || minutes === undefined) return '—'
  return Number(minutes) < 120 ? `${minutes} 分钟` : `${Math.floor(Number(minutes) / 60)} 小时 ${Number(minutes) % 60} 分`
}
