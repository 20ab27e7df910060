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

export type AnnouncementDetail = Reply<'/api/communities/{community}/announcements/{id}'>
export type AnnouncementKind = AnnouncementDetail['announcement']['kind']
export const ANNOUNCEMENT_KINDS: Record<AnnouncementKind, string> = { OUTAGE: '停水停电停气', SAFETY: '安全提示', FEE: '收费', NOTICE: '一般通知', INFORMATION: '公共信息', RULES: '规定、公约与公司决议', BRAND: '企业与品牌' }
export const PATHS: Record<AnnouncementDetail['announcement']['channels'][number], string> = { BOARD: '公告栏', LIFT: '电梯', SMS: '短信', WECHAT: '微信', DOOR: '上门' }
export const ANNOUNCEMENT_STATES: Record<AnnouncementDetail['announcement']['state'], { label: string; tone?: 'due' | 'done' | 'info' | 'quiet' }> = {
  DRAFT: { label: '在起草', tone: 'due' }, REVIEW: { label: '等审核', tone: 'due' }, APPROVED: { label: '审过了', tone: 'info' }, PUBLISHED: { label: '已发布', tone: 'done' }, WITHDRAWN: { label: '已撤回', tone: 'quiet' },
}
/** 起草时的底稿，＿处照实填。 */
export const TEMPLATES: Record<AnnouncementKind, { title: string; content: string }> = {
  OUTAGE: { title: '停水通知', content: '因＿＿＿＿检修，＿＿月＿＿日＿＿时至＿＿时＿＿＿＿停水。请提前备水，关好龙头。恢复供水后水质如有发黄，请先放水几分钟。\n给您带来不便，请谅解。咨询电话：＿＿＿＿。' },
  SAFETY: { title: '安全提示', content: '近日＿＿＿＿，请注意：\n一、＿＿＿＿；\n二、＿＿＿＿。\n发现险情请立即联系服务中心：＿＿＿＿。' },
  FEE: { title: '缴费通知', content: '＿＿＿＿年＿＿月的＿＿＿＿账单已送达，请于＿＿月＿＿日前缴清。可到服务中心收费台，或手机上缴。有疑问请来前台，我们逐项说明。' },
  NOTICE: { title: '', content: '' },
  INFORMATION: { title: '', content: '' },
  RULES: { title: '装修时间提示', content: '按《＿＿＿＿》，＿＿＿＿。请互相体谅，共同遵守。' },
  BRAND: { title: '', content: '' },
}

export type GatheringDetail = Reply<'/api/communities/{community}/gatherings/{id}'>
export type GatheringKind = GatheringDetail['gathering']['kind']
export const GATHERING_KINDS: Record<GatheringKind, string> = { CULTURE: '社区文化活动', CAMPAIGN: '服务活动', BRAND: '品牌与形象', FORUM: '客户座谈会', OWNER_MEETING: '业主见面会' }
export const GATHERING_STATES: Record<GatheringDetail['gathering']['state'], { label: string; tone?: 'due' | 'done' | 'info' | 'quiet' }> = {
  DRAFT: { label: '在拟方案', tone: 'due' }, REVIEW: { label: '等批', tone: 'due' }, READY: { label: '在筹备', tone: 'info' }, HELD: { label: '办了，待总结', tone: 'due' },
  CLOSED: { label: '已总结', tone: 'done' }, CANCELLED: { label: '取消', tone: 'quiet' },
}
export const DEMAND_KINDS = { COMMITTEE: '业委会', KEY_OWNER: '重点业主', NEED: '需求调研' } as const
export const DEMAND_WAYS = { VISIT: '上门', PHONE: '电话', COUNTER: '前台接待', MEETING: '会上', LETTER: '来函', WECHAT: '微信' } as const
export const OUTCOMES = { MET: '办到了', PARTLY: '办到一部分', DECLINED: '办不到，说明了' } as const
export const GREETINGS = { MESSAGE: '发消息', WECHAT: '微信', PHONE: '电话', VISIT: '上门', CARD: '送贺卡' } as const
