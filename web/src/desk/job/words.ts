import type { Reply, Row } from '@/api/client'

export type Import = Reply<'/api/communities/{community}/imports/{id}/summary'>
export type ImportLine = Row<'/api/communities/{community}/imports'>
export type ImportKind = Row<'/api/communities/{community}/imports/kinds'>

/** How many findings: of a list, of changes that wait for a date or not. */
export function found(data: Import, list: string, toConfirm = false): number {
  return data.found.filter(each => each.list === list && each.toConfirm === toConfirm).reduce((sum, each) => sum + each.rows, 0)
}

export const IMPORT_STATES = {
  running: { label: '进行中', tone: 'info' }, preview: { label: '待确认', tone: 'due' }, done: { label: '已导入', tone: 'done' }, failed: { label: '没有完成', tone: 'overdue' },
  undone: { label: '已撤销', tone: 'quiet' },
} as const

export const JOB_STATES = {
  WAITING: { label: '排队', tone: 'quiet' }, RUNNING: { label: '进行中', tone: 'info' }, DONE: { label: '完成', tone: 'done' }, FAILED: { label: '没有完成', tone: 'overdue' },
  CANCELLED: { label: '已停止', tone: 'quiet' },
} as const

/** About how long it still takes, as one would say it. */
export function timeLeft(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined) return ''
  return seconds < 60 ? `还要约 ${Math.max(1, seconds)} 秒` : `还要约 ${Math.ceil(seconds / 60)} 分钟`
}

/** What each import brings, in the order in which an office needs them. */
const ABOUT: Record<string, string> = {
  roster: '房屋、业主、电话、车位；没有的楼栋和单元一起建好',
  tariffs: '收费项目、单价、计费周期、适用范围和起止日期',
  meters: '水电气表、倍率、启用读数和公摊组',
  readings: '某月的读数，换表和过零也在里面',
  'daily-readings': '预付费表每天的读数',
  'opening-balances': '启用前的欠费、预存、押金和现金银行余额',
  'dunning-plans': '逾期多少天，用什么方式催',
}
const ORDER = Object.keys(ABOUT)

export function aboutKind(kind: string): string {
  return ABOUT[kind] ?? ''
}

/** What is still to be done after the import, where something is. */
export function nextStep(kind: string): { path: string; label: string } | undefined {
  return kind === 'opening-balances' ? { path: 'opening-balances', label: '去核对入账' } : undefined
}

/** Those the person may do, first things first. */
export function inOrder(kinds: ImportKind[]): ImportKind[] {
  const place = (kind: string) => (ORDER.includes(kind) ? ORDER.indexOf(kind) : ORDER.length)
  return kinds.filter(kind => kind.mayImport).sort((a, b) => place(a.kind) - place(b.kind))
}
