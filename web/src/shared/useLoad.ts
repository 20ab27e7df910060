import { onScopeDispose, ref, shallowRef, watchEffect } from 'vue'
import { outcome, type Answer } from '@/api/client'
import { passes, type Problem } from '@/api/problem'

/** Milliseconds after which a server that was away is asked again. */
const AGAIN = [2_000, 5_000, 10_000]

/**
 * 读一次，所读的条件变了再读一次。
 *
 * The call is made in a watchEffect: whatever reactive value its arguments read makes it load again. Answers that
 * arrive late are dropped, and what was shown stays until the new answer is there. A server that was away is asked
 * again a few times; meanwhile the page says why it has nothing to show.
 */
export function useLoad<T>(load: () => Promise<Answer<T>> | undefined) {
  const data = shallowRef<T>()
  const problem = shallowRef<Problem>()
  const busy = ref(false)
  let latest = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  async function take(call: Promise<Answer<T>> | undefined, tries = 0) {
    const turn = ++latest
    clearTimeout(timer)
    if (!call) { busy.value = false; return }
    busy.value = true
    const answer = await outcome(call)
    if (turn !== latest) return
    busy.value = false
    problem.value = answer.problem
    if (!answer.problem) data.value = answer.data
    else if (passes(answer.problem) && tries < AGAIN.length) timer = setTimeout(() => { void take(load(), tries + 1) }, AGAIN[tries])
  }

  watchEffect(() => { void take(load()) })
  onScopeDispose(() => { latest++; clearTimeout(timer) })
  return { data, problem, busy, reload: () => take(load()) }
}
