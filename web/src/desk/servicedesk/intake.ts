import { api, type Reply, type Row } from '@/api/client'
import { sayRefused } from '@/shared/say'
import { outcome } from '@/api/client'
import type { Kind, Source } from './words'

export type HouseholdStory = Reply<'/api/communities/{community}/desk/household'>
export type LiveCall = Row<'/api/communities/{community}/calls/live'>
export type Call = Row<'/api/communities/{community}/calls'>
export type Incident = Row<'/api/communities/{community}/incidents'>
export type Similar = Row<'/api/communities/{community}/tickets/similar'>

/** What is known before the form opens: who is there, on which call. */
export interface Known {
  kind?: Kind
  source?: Source
  room?: { id: number; code: string }
  people?: { personId: number; name: string }[]
  personId?: number
  callId?: number
}

export const ROLES: Record<string, string> = { OWNER: '业主', TENANT: '租户', FAMILY: '家属', AGENT: '代办人' }
export const REACHES: Record<Incident['reach'], string> = { RISER: '同一立管', ENTRANCE: '整个单元', BUILDING: '整栋楼', ROOMS: '点选的房屋' }

/** What is told of an article, in the words of the log: whole, up to what the log holds. */
export function answerOf(article: { body: string; authority?: string | null; phone?: string | null }) {
  return `${article.body}${article.phone ? `　${article.authority} ${article.phone}` : ''}`.slice(0, 500)
}

/** The photos follow the ticket one by one; one that is refused does not undo the ticket. */
export async function sendPhotos(community: number, ticket: number, photos: File[]) {
  for (const photo of photos) {
    const { problem } = await outcome(api.POST('/api/communities/{community}/tickets/{ticket}/photos', { params: { path: { community, ticket } }, body: { file: photo as unknown as string },
      bodySerializer: () => { const body = new FormData(); body.append('file', photo); return body } }))
    if (problem) sayRefused(`照片「${photo.name}」没有存下：${problem.detail}`)
  }
}
