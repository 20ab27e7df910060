import type { Reply } from '@/api/client'

export type SurveyDetail = Reply<'/api/communities/{community}/surveys/{id}'>
export type SurveyResults = Reply<'/api/communities/{community}/surveys/{id}/results'>
export type SurveyKind = SurveyDetail['survey']['kind']
export type SurveyState = SurveyDetail['survey']['state']
export type Question = SurveyDetail['questions'][number]

export const SURVEY_KINDS: Record<SurveyKind, string> = { ANNUAL: '年度满意度', HALF_YEAR: '半年满意度', OPINION: '季度意见征询', SPECIAL: '专项调查' }
export const SURVEY_STATES: Record<SurveyState, { label: string; tone?: 'due' | 'done' | 'info' }> = {
  DRAFT: { label: '在做问卷', tone: 'due' }, OPEN: { label: '正在回收', tone: 'info' }, CLOSED: { label: '已收齐', tone: 'due' },
  SUBMITTED: { label: '报告等批', tone: 'due' }, APPROVED: { label: '报告已批', tone: 'done' }, ARCHIVED: { label: '已归档', tone: 'done' },
}
export const QUESTION_KINDS: Record<Question['kind'], string> = { SCALE: '打分（1–5）', SINGLE: '单选', MULTIPLE: '多选', TEXT: '文字' }
export const SCORES = ['很不满意', '不满意', '一般', '满意', '非常满意']
export const VIAS = { PHONE: '电话', PAPER: '纸质', VISIT: '上门', LINK: '扫码' } as const

export const percent = (value: string | number | null | undefined) => (value === null || value === undefined ? '—' : `${Number(value)}%`)

export const CHANNELS = { VISIT: '上门', PHONE: '电话', COUNTER: '前台', MET: '当面遇见', MESSAGE: '微信等', TICKET: '报事', CALLBACK: '回访', PAYMENT: '缴费', SURVEY: '问卷' } as const
export const WAYS = { VISIT: '上门', PHONE: '电话', WECHAT: '微信', MET: '当面遇见' } as const
export const SATISFACTIONS = { SATISFIED: '满意', FAIR: '一般', DISSATISFIED: '不满意' } as const
export const VISIT_STATES = { PLANNED: { label: '排着', tone: 'due' }, DONE: { label: '已走', tone: 'done' }, CANCELLED: { label: '取消', tone: 'quiet' } } as const

/** 一次联系要填的几栏。 */
export const contactFields = () => [
  { key: 'way', label: '怎么联系的', type: 'select' as const, options: Object.entries(WAYS).map(([value, label]) => ({ value, label })), value: 'VISIT', required: true },
  { key: 'reached', label: '联系到了（没有人在家、没有接的不勾）', type: 'tick' as const, value: true },
  { key: 'opinion', label: '住户的意见', type: 'text' as const, max: 500 }, { key: 'improvement', label: '怎样改进', type: 'text' as const, max: 500 },
  { key: 'satisfaction', label: '满意不满意', type: 'select' as const, options: Object.entries(SATISFACTIONS).map(([value, label]) => ({ value, label })) },
]
