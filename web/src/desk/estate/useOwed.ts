import { computed } from 'vue'
import { api } from '@/api/client'
import { useLoad } from '@/shared/useLoad'
import { may } from '@/shell/session'
import type { Owed } from './shades'

/** 各房欠费；没有看账单的权限就是空的。 */
export function useOwed(community: () => number) {
  const { data } = useLoad(() => {
    const id = community()
    return may('billing.read', id) ? api.GET('/api/communities/{community}/arrears/rooms', { params: { path: { community: id } } }) : undefined
  })
  return computed(() => new Map<number, Owed>((data.value ?? []).map(each => [each.roomId, each])))
}
