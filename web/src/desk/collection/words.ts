import type { Row } from '@/api/client'

type Tone = 'due' | 'overdue' | 'done' | 'info' | 'quiet'
export type Way = Row<'/api/communities/{community}/collection/contacts'>['way']
export type Outcome = Row<'/api/communities/{community}/collection/contacts'>['outcome']
export type TaskKind = Row<'/api/communities/{community}/collection/tasks'>['kind']
export type StepKind = Row<'/api/communities/{community}/collection/acts'>['kind']

export const WAYS: Record<Way, string> = { PHONE: '电话', VISIT: '上门', MESSAGE: '短信微信', LETTER: '书面' }
export const OUTCOMES: Record<Outcome, { label: string; tone: Tone }> = {
  PROMISED: { label: '答应缴', tone: 'done' }, REFUSED: { label: '拒缴', tone: 'overdue' }, UNREACHED: { label: '没联系上', tone: 'quiet' },
  HARDSHIP: { label: '有困难', tone: 'due' }, DISPUTED: { label: '有异议', tone: 'due' }, NOTED: { label: '知道了', tone: 'info' },
}
export const TASKS: Record<TaskKind, string> = { CALL: '打电话', VISIT: '上门', DELIVER: '送函', FOLLOW_UP: '跟进承诺' }
export const STEPS: Record<StepKind, string> = { MESSAGE: '短信', CALL: '电话', VISIT: '上门', LETTER: '催缴函', LAWYER_LETTER: '律师函' }
export const PROMISE_STATES: Record<string, { label: string; tone: Tone }> = {
  OPEN: { label: '未到期', tone: 'info' }, KEPT: { label: '已兑现', tone: 'done' }, BROKEN: { label: '没兑现', tone: 'overdue' },
  LAPSED: { label: '作废', tone: 'quiet' }, WITHDRAWN: { label: '已撤销', tone: 'quiet' },
}
export const ACT_STATES: Record<string, { label: string; tone: Tone }> = {
  PENDING: { label: '待发', tone: 'due' }, SENDING: { label: '在发', tone: 'due' }, SENT: { label: '已发', tone: 'done' }, FAILED: { label: '没发成', tone: 'overdue' },
  SUPPRESSED: { label: '已停发', tone: 'info' }, OPEN: { label: '待办', tone: 'due' }, DONE: { label: '已办', tone: 'done' }, CANCELLED: { label: '已取消', tone: 'quiet' },
  MADE: { label: '待打印', tone: 'due' }, PRINTED: { label: '待送达', tone: 'due' }, DELIVERED: { label: '已送达', tone: 'done' },
}
export const PLAN_STATES: Record<string, { label: string; tone: Tone }> = {
  DRAFT: { label: '草稿', tone: 'quiet' }, WAITING: { label: '待批', tone: 'due' }, ACTIVE: { label: '执行中', tone: 'done' },
  REJECTED: { label: '退回', tone: 'overdue' }, ENDED: { label: '已停用', tone: 'quiet' },
}
