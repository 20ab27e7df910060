import { onScopeDispose, ref, shallowRef, watchEffect } from 'vue'
import { outcome, type Answer } from '@/api/client'
import type { Problem } from '@/api/problem'

/**
 * 读一次，所读的条件变了再读一次。
 *
 * The call is made in a watchEffect: whatever reactive value its arguments read makes it load again. Answers that
 * arrive late are dropped, and what was shown stays until the new answer is there.
 */
export function useLoad<T>(load: () => Promise<Answer<T>> | undefined) {
  const data = shallowRef<T>()
  const problem = shallowRef<Problem>()
  const busy = ref(false)
  let latest = 0

  async function take(call: Promise<Answer<T>> | undefined) {
    const turn = ++latest
    if (!call) return
    busy.value = true
    const answer = await outcome(call)
    if (turn !== latest) return
    busy.value = false
    problem.value = answer.problem
    if (!answer.problem) data.value = answer.data
  }

  watchEffect(() => { void take(load()) })
  onScopeDispose(() => { latest++ })
  return { data, problem, busy, reload: () => take(load()) }
}
