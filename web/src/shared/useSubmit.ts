import { computed, ref, shallowRef } from 'vue'
import { outcome, type Answer } from '@/api/client'
import type { Problem } from '@/api/problem'
import { sayRefused } from './say'

/**
 * 做一件事：一次打开一个幂等键，网络不好重发，服务端也只做一次。
 *
 * The key is made when the form opens, not on the click, and only a success makes a new one. A refusal is shown in
 * the server's words: above the buttons of a form (`inline`), else as a message.
 */
export function useSubmit<T, A extends unknown[] = []>(act: (key: string, ...args: A) => Promise<Answer<T>>, how: { inline?: boolean } = {}) {
  const busy = ref(false)
  const problem = shallowRef<Problem>()
  let key = newKey()

  async function submit(...args: A): Promise<T | undefined> {
    if (busy.value) return undefined
    busy.value = true
    problem.value = undefined
    const answer = await outcome(act(key, ...args))
    busy.value = false
    problem.value = answer.problem
    if (answer.problem) {
      if (!how.inline) sayRefused(answer.problem.detail)
      return undefined
    }
    key = newKey()
    return answer.data ?? (true as T)
  }

  /** A form opened again starts afresh: a new key, no old refusal. */
  function reset() {
    key = newKey()
    problem.value = undefined
  }

  const errors = computed<Record<string, string>>(() =>
    Object.fromEntries((problem.value?.fields ?? []).map(each => [each.field, each.message])))
  return { busy, problem, errors, submit, reset }
}

/** `crypto.randomUUID` exists only over https and on localhost; offices often have neither. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
}
