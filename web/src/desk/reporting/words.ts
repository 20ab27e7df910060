import type { Reply } from '@/api/client'

export type ReportRow = Reply<'/api/communities/{community}/reports'>[number]

export const STATES: Record<ReportRow['state'], { label: string; tone: 'due' | 'overdue' | 'done' | 'info' | 'quiet' }> = {
  PLANNED: { label: '待出', tone: 'quiet' }, MADE: { label: '待报', tone: 'due' }, LATE: { label: '逾期未报', tone: 'overdue' }, SENT: { label: '已报', tone: 'info' },
  RECEIVED: { label: '已签收', tone: 'done' },
}

export const RHYTHMS: Record<ReportRow['rhythm'], string> = { DAILY: '每天', WEEKLY: '每周', MONTHLY: '每月', SEMIANNUAL: '每半年', ANNUAL: '每年' }
