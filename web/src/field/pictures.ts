import { ref } from 'vue'
import { send } from '@/api/client'
import { dropPictures, keepPicture, keptPicture, type Pack } from './phone'

/** 任务单上的照片（前台拍的、自己拍的）跟着任务单存到手机上，没有网络也看得到。 */
export const picturesKept = ref(0)

export const ticketPhoto = (community: number, order: number, photo: number) => `/api/communities/${community}/work-orders/${order}/ticket-photos/${photo}`
export const orderPhoto = (community: number, order: number, photo: number) => `/api/communities/${community}/work-orders/${order}/photos/${photo}`

/** Those that are not kept yet are fetched one by one; what fails is tried again with the next load. */
export async function keepPictures(community: number, pack: Pack) {
  const all = new Set(pack.jobs.flatMap(({ order, site, done }) => [...site.photos.map(each => ticketPhoto(community, order.id, each.id)), ...done.photos.map(each => orderPhoto(community, order.id, each.id))]))
  try {
    for (const url of all) {
      if (await keptPicture(url)) continue
      const response = await send(new Request(location.origin + url))
      if (!response.ok) continue
      await keepPicture(community, url, await response.blob())
      picturesKept.value++
    }
    await dropPictures(community, all)
  } catch {
    // no network, or no room: what is kept stays
  }
}
