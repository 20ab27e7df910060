import { reactive, watch } from 'vue'
import { api } from '@/api/client'
import { community, session } from './session'

/** 顶栏上的两个数：等我审批的几件，没看过的消息几条。 */
export const waiting = reactive({ approvals: 0, notices: 0 })
const PAUSE = 20_000
const AWAY = 5 * 60_000
let timer: ReturnType<typeof setTimeout> | undefined
let touched = Date.now()

/** How long nobody has touched the page, in milliseconds: who asks on his own stops for an empty chair, or the session would never run out. */
export const untouched = () => Date.now() - touched

/**
 * Asked again every 20 seconds while somebody works at the page, at once after an act that changes them. Nobody there
 * for five minutes: no more questions, or the session would never run out.
 */
export async function refreshWaiting() {
  clearTimeout(timer)
  const at = community.value?.id
  if (at && session.signedIn && !document.hidden && untouched() < AWAY) {
    const path = { path: { community: at } }
    const [approvals, notices] = await Promise.all([
      api.GET('/api/communities/{community}/approvals/waiting', { params: path }),
      api.GET('/api/communities/{community}/notices', { params: { ...path, query: { unread: true, page: 1, size: 1 } } }),
    ]).catch(() => [undefined, undefined])
    if (at === community.value?.id) {              // not answered is not none: the last figure stays
      if (approvals?.data) waiting.approvals = approvals.data.approvals
      if (notices?.data) waiting.notices = notices.data.total
    }
  }
  clearTimeout(timer)
  timer = setTimeout(refreshWaiting, PAUSE)
}

export function watchWaiting() {
  watch(() => community.value?.id, () => {
    Object.assign(waiting, { approvals: 0, notices: 0 })
    void refreshWaiting()
  }, { immediate: true })
  for (const kind of ['pointerdown', 'keydown']) document.addEventListener(kind, () => { touched = Date.now() }, { capture: true, passive: true })
  document.addEventListener('visibilitychange', () => { if (!document.hidden) void refreshWaiting() })
}
