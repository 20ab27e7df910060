import type { Reply, Row } from '@/api/client'

export type Article = Row<'/api/communities/{community}/articles'>
export type ArticleDetail = Reply<'/api/communities/{community}/articles/{article}'>
export type Entry = Row<'/api/communities/{community}/directory'>
export type Affair = Row<'/api/communities/{community}/affairs'>

export const ARTICLE_KINDS: Record<Article['kind'], string> = { FAQ: '常见问答', NOT_OURS: '不归物业管', RULES: '规约与守则', HANDBOOK: '住户手册' }
export const ENTRY_KINDS: Record<Entry['kind'], string> = { AUTHORITY: '主管部门', LIFE: '便民资讯' }
export const AFFAIR_KINDS: Record<Affair['kind'], string> = { ERRAND: '托办', REMINDER: '提醒' }
export const AFFAIR_STATES: Record<Affair['state'], { label: string; tone: 'due' | 'done' | 'quiet' }> = {
  OPEN: { label: '在办', tone: 'due' }, DONE: { label: '办完', tone: 'done' }, CANCELLED: { label: '不办了', tone: 'quiet' },
}
