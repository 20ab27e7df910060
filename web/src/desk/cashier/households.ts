import { api, outcome } from '@/api/client'
import type { Problem } from '@/api/problem'

export interface Household { roomCode: string; title: string; subtitle?: string | null; why?: string | null }

/** 按房号、姓名、电话后四位、车牌找，一间房一行。 */
export async function findHouseholds(community: number, q: string): Promise<{ found: Household[]; problem?: Problem }> {
  const { data, problem } = await outcome(api.GET('/api/communities/{community}/search', { params: { path: { community }, query: { q } } }))
  const hits = (data?.groups ?? []).flatMap(group => group.hits)
  return { found: hits.flatMap(hit => roomsOf(hit.title, hit.subtitle, hit.link).map(roomCode => ({ ...hit, roomCode }))).slice(0, 12), problem }
}

/** A room's hit is its code; people and vehicles name their rooms in the second line. */
function roomsOf(title: string, subtitle: string | null | undefined, link: string): string[] {
  if (link.startsWith('rooms/') && /-/.test(title)) return [title]
  return (subtitle ?? '').split(/[\s·、,，]+/).filter(word => /^[^\s-]+(-[^\s-]+)+$/.test(word))
}

/** The one household that is meant; nobody chose, so it must not be a guess. */
export function theOne(found: Household[], asked: string): string | undefined {
  const exact = found.find(each => each.roomCode.toLowerCase() === asked.trim().toLowerCase())
  return exact?.roomCode ?? (new Set(found.map(each => each.roomCode)).size === 1 ? found[0]!.roomCode : undefined)
}
