import { api, type Reply, type Row } from '@/api/client'
import { useLoad } from '@/shared/useLoad'

export type Complaint = Row<'/api/communities/{community}/complaints'>
export type ComplaintFile = Reply<'/api/communities/{community}/complaints/{id}'>
export type Code = Row<'/api/communities/{community}/complaint-codes'>

export const LEVELS: Record<Complaint['level'], string> = { STEWARD: '管家', SUPERVISOR: '客服主管', DIRECTOR: '管理处主任' }
export const STAGES = { OPEN: '在办', CLOSED: '办结待归档', ARCHIVED: '已归档' } as const
export const CODE_KINDS: Record<Code['kind'], string> = { ITEM: '投诉事项', CAUSE: '根本原因', DEPARTMENT: '责任部门' }
export const COMPLAINT_KINDS = { COMPLAINT: '投诉', DISPUTE: '邻里纠纷', NEGATIVE: '负面信息' } as const

/** 事项、原因、部门的编码，和按编码找名称。 */
export function useCodes(community: () => number) {
  const { data, reload } = useLoad(() => api.GET('/api/communities/{community}/complaint-codes', { params: { path: { community: community() } } }))
  const offered = (kind: Code['kind']) => (data.value ?? []).filter(each => each.kind === kind && each.isActive).map(each => ({ value: each.code, label: each.label }))
  const label = (kind: Code['kind'], code?: string | null) => (code ? data.value?.find(each => each.kind === kind && each.code === code)?.label ?? code : '—')
  return { codes: data, offered, label, reload }
}
