import type { Job, Step } from './phone'

export const STATES: Record<string, string> = { DISPATCHED: '待接单', ACCEPTED: '已接单', ON_WAY: '在路上', WORKING: '在干', PAUSED: '暂停', FINISHED: '完工', RETURNED: '退回', CANCELLED: '收回' }
export const PAUSES = { OWNER: '等业主', PART: '等配件', WEATHER: '天气', OTHER: '其他' } as const
export const MAIN: Step[] = ['ACCEPT', 'SET_OUT', 'START', 'RESUME', 'FINISH']
export const SOURCES = { PHONE: '来电', COUNTER: '来访', LETTER: '来信', STEWARD: '管家走访', ROUND: '员工巡查', APP: '住户自助', QUALITY: '品质部转来' } as const
export const URGENCIES = { URGENT: '急', NORMAL: '一般', PLANNED: '计划' } as const

/** 哪一单元、哪一层、哪一间，登记了多少说多少。 */
export function spotOf({ site, order }: Job) {
  return [order.building, site.entrance && `${site.entrance} 单元`, site.floor && (site.floor > 0 ? `${site.floor} 层` : `地下 ${-site.floor} 层`), site.roomNumber && `${site.roomNumber} 室`].filter(Boolean).join('　')
}

const byNumber = new Intl.Collator('zh', { numeric: true })
/** 顺路的次序：楼栋、单元、楼层、房间；不在哪一栋的在后。 */
export function onTheWay(one: Job, other: Job) {
  return Number(!one.site.buildingCode) - Number(!other.site.buildingCode) || byNumber.compare(one.site.buildingCode ?? '', other.site.buildingCode ?? '')
    || byNumber.compare(one.site.entrance ?? '', other.site.entrance ?? '') || (one.site.floor ?? 0) - (other.site.floor ?? 0) || byNumber.compare(one.order.placeText, other.order.placeText)
}
