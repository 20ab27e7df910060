import { onScopeDispose, shallowRef } from 'vue'
import { api, outcome } from '@/api/client'
import { locked } from '@/shell/locked'
import { untouched } from '@/shell/waiting'
import type { LiveCall } from './intake'

const PAUSE = 2_000
const AWAY = 60 * 60_000

/** 正在响、正在讲的电话，两秒问一次；页面不在眼前、锁了屏、一个钟头没人动过就不问，不接电话的人也不问。 */
export function useLiveCalls(community: () => number, isTaking: () => boolean) {
  const calls = shallowRef<LiveCall[]>([])
  let timer: ReturnType<typeof setTimeout> | undefined
  let ended = false

  async function ask() {
    clearTimeout(timer)
    if (!document.hidden && !locked.value && untouched() < AWAY && isTaking()) {
      const { data } = await outcome(api.GET('/api/communities/{community}/calls/live', { params: { path: { community: community() } } }))
      if (ended) return
      if (data) calls.value = data                            // not answered is not none: what was shown stays
    }
    timer = setTimeout(ask, PAUSE)
  }

  const seen = () => { if (!document.hidden) void ask() }
  document.addEventListener('visibilitychange', seen)
  void ask()
  onScopeDispose(() => { ended = true; clearTimeout(timer); document.removeEventListener('visibilitychange', seen) })
  return { calls, reload: ask }
}
