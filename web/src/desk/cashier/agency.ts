import { api } from '@/api/client'
import { today } from '@/shared/format'
import { useLoad } from '@/shared/useLoad'

interface Asked { entity?: number; from?: string; to?: string }

/** 代谁收款、哪一段：没选的用头一个主体、本月一日到今天。 */
export function useAgencies(community: () => number) {
  const { data: agencies, problem, reload } = useLoad(() => api.GET('/api/communities/{community}/agency-payouts/agencies', { params: { path: { community: community() } } }))

  function period(query: object) {
    const asked = query as Asked
    const entity = asked.entity ?? agencies.value?.[0]?.entityId
    return entity === undefined ? undefined : { entity, from: asked.from ?? `${today().slice(0, 7)}-01`, to: asked.to ?? today() }
  }

  /** What the query of the list leaves out because nobody set it, as it stands in an address. */
  function unset(query: object) {
    return new URLSearchParams(Object.entries(period(query) ?? {}).filter(([name]) => !(name in query)).map(([name, value]) => [name, String(value)])).toString()
  }

  return { agencies, problem, reload, period, unset }
}
