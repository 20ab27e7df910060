import type { Row } from '@/api/client'

type Tone = 'due' | 'overdue' | 'done' | 'info' | 'quiet'
export type CallbackTask = Row<'/api/communities/{community}/callback-tasks'>
export type Batch = Row<'/api/communities/{community}/callback-batches'>
export type Voucher = Row<'/api/communities/{community}/vouchers'>
export type Handover = Row<'/api/communities/{community}/voucher-handovers'>

export const STAGE_WORDS: Record<string, string> = { INSTANT: '管家当场', WEEK: '前台一周内' }
export const WHY: Record<string, string> = { URGENT: '急修', REPEAT: '返修', COMPLAINT: '投诉', SAMPLE: '抽样' }
export const BATCH_STATES: Record<string, { label: string; tone: Tone }> = { WAITING: { label: '待审批', tone: 'due' }, APPROVED: { label: '已批准', tone: 'done' }, RETURNED: { label: '退回', tone: 'overdue' } }
export const VOUCHER_STATES: Record<string, { label: string; tone: Tone }> = {
  MISSING: { label: '没收回', tone: 'overdue' }, HELD: { label: '在前台', tone: 'due' }, GIVEN: { label: '待管家签收', tone: 'info' }, FILED: { label: '已入业主档案', tone: 'done' }, KEPT: { label: '按月留存', tone: 'quiet' },
}
