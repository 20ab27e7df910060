import type { Reply, Row } from '@/api/client'
import { KINDS, type RoomKind } from '@/desk/estate/words'
import { dayText, monthText, quantityText } from '@/shared/format'

export type Tariff = Row<'/api/communities/{community}/tariffs'>
export type Terms = Tariff['terms']
export type Bill = Row<'/api/communities/{community}/bills'>
export type Run = Reply<'/api/communities/{community}/bill-runs/{id}'>

export type CheckLine = Reply<'/api/communities/{community}/billing-checks/before-cycle'>['lines'][number]

export const CHECK_STATES = { GREEN: '通过', NOTICE: '留意', DUE: '要先办' } as const
export const CHECK_TONES = { GREEN: 'done', NOTICE: 'info', DUE: 'due' } as const

/** The page behind a check's link, for the month that was checked. */
export function pageOf(community: number, link: string, month: string): string {
  return `/c/${community}/${link}${/^(missing-readings|held-readings)/.test(link) ? `${link.includes('?') ? '&' : '?'}month=${month}` : ''}`
}

export const RULES = { BY_AREA: '按面积', FIXED: '固定', METERED: '按表', SHARED: '公摊' } as const
export const CYCLES = { MONTH: '每月', QUARTER: '每季', HALF_YEAR: '每半年', YEAR: '每年' } as const
export const BASES = { AREA: '按面积', HOUSEHOLD: '按户' } as const
export const TARIFF_STATES = { CURRENT: '现行', FUTURE: '未到', ENDED: '已止' } as const
export const TARIFF_TONES = { CURRENT: 'done', FUTURE: 'info', ENDED: 'quiet' } as const
export const BILL_STATES = { OPEN: '未收清', OVERDUE: '已逾期', SETTLED: '已收清', REVERSED: '已冲销' } as const
export const BILL_TONES = { OPEN: 'due', OVERDUE: 'overdue', SETTLED: 'done', REVERSED: 'quiet' } as const
export const RUN_STATES = { calculating: '计算中', draft: '草稿', published: '已发布', empty: '没有新账单', failed: '失败', discarded: '已放弃', undone: '已撤销' } as const
export const RUN_TONES = { calculating: 'info', draft: 'due', published: 'done', empty: 'quiet', failed: 'overdue', discarded: 'quiet', undone: 'quiet' } as const

/** Why something could not be billed, and what to do. */
export const WARNINGS: Record<string, string> = {
  'reading-missing': '缺读数，补抄后再出一次账就有了',
  'reading-held': '读数存疑，放行或更正后再出一次账就有了',
  'share-group-empty': '公摊组里没有已交付的房屋，公共用量没有人分',
  'share-group-changed': '公摊组里的房屋变了，这次没有重分',
  'usage-negative': '用量是负的，请核对读数',
  'amount-out-of-range': '金额大得不合理，请核对单价和用量',
}

/** `1.80 元/㎡·月`, `0-180:5;180-:7` as `0～180：5 元；180 以上：7 元`. */
export function priceText(terms: Terms): string {
  if (terms.tiers) return tiersOf(terms.tiers).map(tier => `${tier.to ? `${tier.from}～${tier.to}` : `${tier.from} 以上`}：${tier.price} 元`).join('；')
  const unit = { BY_AREA: '元/㎡·月', FIXED: '元/月', METERED: '元', SHARED: '元' }[terms.rule]
  return `${quantityText(terms.price)} ${unit}`
}

export interface Tier { from: string; to: string; price: string }

/** The server's `0-180:5.00;180-:7.00`, band by band. */
export function tiersOf(text: string): Tier[] {
  return text.split(';').map(part => {
    const [range = '', price = ''] = part.split(':')
    const [from = '', to = ''] = range.split('-')
    return { from, to, price: quantityText(price) }
  })
}

/** Bands as they are filled in: each begins where the one before it ends. */
export function tiersText(tiers: { to: string; price: string }[]): string {
  return tiers.map((tier, index) => `${index ? tiers[index - 1]!.to : '0'}-${index === tiers.length - 1 ? '' : tier.to}:${tier.price}`).join(';')
}

export function kindsText(kinds: readonly RoomKind[]): string {
  return kinds.map(kind => KINDS[kind]).join('、')
}

/** `2026年10月`, `2026年10月–12月`, or the days where it is not whole months. */
export function periodText(start: string, end: string): string {
  const isWhole = start.endsWith('-01') && new Date(Date.parse(`${end}T00:00:00Z`) + 86_400_000).getUTCDate() === 1
  if (!isWhole) return start === end ? dayText(start) : `${dayText(start)}–${dayText(end)}`
  if (start.slice(0, 7) === end.slice(0, 7)) return monthText(start)
  return `${monthText(start)}–${start.slice(0, 4) === end.slice(0, 4) ? `${Number(end.slice(5, 7))}月` : monthText(end)}`
}

/** 通知单怎么送到的。 */
export const DELIVERY_WAYS = { DOOR: '上门当面', LETTER_BOX: '信箱', POSTED: '张贴', COUNTER: '前台自取', REGISTERED: '挂号信', SMS: '短信', WECHAT: '微信' } as const

/** 减免因何、走到哪里。 */
export const RELIEF_KINDS = { VACANCY: '空置', HARDSHIP: '困难', PROMOTION: '促销', STAFF: '员工', SINGLE_LINE: '单笔' } as const
export const RELIEF_STATES = { WAITING: '待审批', APPROVED: '已批准', REJECTED: '未批准', CANCELLED: '已取消' } as const
export const RELIEF_TONES = { WAITING: 'due', APPROVED: 'done', REJECTED: 'quiet', CANCELLED: 'quiet' } as const

/** 异议走到哪里。 */
export const DISPUTE_STATES = { OPEN: '处理中', EXPLAINED: '业主认可', CONFIRMED: '维持', REVERSED: '冲销' } as const
export const DISPUTE_TONES = { OPEN: 'due', EXPLAINED: 'done', CONFIRMED: 'done', REVERSED: 'quiet' } as const
