import type { Step } from './phone'

export const STATES: Record<string, string> = { DISPATCHED: '待接单', ACCEPTED: '已接单', ON_WAY: '在路上', WORKING: '在干', PAUSED: '暂停', FINISHED: '完工', RETURNED: '退回', CANCELLED: '收回' }
export const PAUSES = { OWNER: '等业主', PART: '等配件', WEATHER: '天气', OTHER: '其他' } as const
export const MAIN: Step[] = ['ACCEPT', 'SET_OUT', 'START', 'RESUME', 'FINISH']
