import type { Reply, Row } from '@/api/client'

export type Supply = Row<'/api/communities/{community}/prepaid-meters'>
export type PrepaidDay = Reply<'/api/communities/{community}/prepaid-meters/{id}/days'>[number]
export type Fall = Row<'/api/communities/{community}/prepaid-falls'>

export const SUPPLY_STATES = { NORMAL: { text: '正常', tone: 'done' }, LOW: { text: '低余额', tone: 'overdue' }, SILENT: { text: '无读数', tone: 'due' }, ENDED: { text: '已停', tone: 'quiet' } } as const
export const WAYS = { SMS: '短信', CALL: '电话', VISIT: '上门', SLIP: '送通知单' } as const
const SENDING: Record<string, string> = { PENDING: '待发', SENDING: '在发', SENT: '已发送', FAILED: '没发成', SUPPRESSED: '未发' }

/** 状态说的话：多少天没有读数也说出来。 */
export function stateText(supply: Supply): string {
  if (supply.state !== 'SILENT') return SUPPLY_STATES[supply.state].text
  return supply.silentDays == null ? '还没有读数' : `无读数 ${supply.silentDays} 天`
}

export function toldText(notice: Fall['notices'][number]): string {
  return `${WAYS[notice.way]} ${notice.told}${notice.state ? `（${SENDING[notice.state] ?? notice.state}）` : ''}`
}

/** 收费台，这间房和项目都选好。 */
export function topUpLink(community: number, supply: Pick<Supply, 'roomCode' | 'chargeItem' | 'itemName'>) {
  return { path: `/c/${community}/counter`, query: { room: supply.roomCode, topUp: supply.chargeItem, item: supply.itemName } }
}
