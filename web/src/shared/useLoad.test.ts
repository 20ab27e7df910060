import { effectScope, nextTick, ref } from 'vue'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Answer } from '@/api/client'
import { flushPromises } from './routed.test-support'
import { useLoad } from './useLoad'

const away = { error: { code: 'database-unavailable', detail: '数据库暂时连不上' }, response: new Response(null, { status: 503 }) }
const refused = { error: { code: 'not-permitted', detail: '没有权限' }, response: new Response(null, { status: 403 }) }
const good = { data: 7, response: new Response(null, { status: 200 }) }

beforeEach(() => { vi.useFakeTimers() })
afterEach(() => { vi.useRealTimers() })

function loading(answers: (Answer<number> | Error)[]) {
  const scope = effectScope()
  const load = vi.fn(async () => {
    const answer = answers.shift() ?? away
    if (answer instanceof Error) throw answer
    return answer
  })
  return { scope, load, ...scope.run(() => useLoad(load))! }
}

it('服务器一时不在，先说明，过一会儿自己再读', async () => {
  const { load, data, problem } = loading([away, new TypeError('Failed to fetch'), good])
  await flushPromises()
  expect(problem.value?.code).toBe('database-unavailable')
  await vi.advanceTimersByTimeAsync(20_000)
  expect(load).toHaveBeenCalledTimes(3)
  expect(data.value).toBe(7)
  expect(problem.value).toBeUndefined()
})

it('再读几次就不再读；拒绝的不再读；页面关了不再读', async () => {
  const gone = loading([])
  await vi.advanceTimersByTimeAsync(600_000)
  expect(gone.load).toHaveBeenCalledTimes(4)
  const no = loading([refused])
  await vi.advanceTimersByTimeAsync(60_000)
  expect(no.load).toHaveBeenCalledTimes(1)
  const left = loading([away])
  await flushPromises()
  left.scope.stop()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(left.load).toHaveBeenCalledTimes(1)
})

it('晚到的答复不要；不用读了就不再显示读取中', async () => {
  const waiting: ((answer: Answer<number>) => void)[] = []
  const which = ref<number | undefined>(1)
  const { data, busy } = effectScope().run(() => useLoad(() => (which.value ? new Promise<Answer<number>>(done => { waiting.push(done) }) : undefined)))!
  which.value = 2
  await nextTick()
  waiting[1]!({ ...good, data: 2 })
  await flushPromises()
  waiting[0]!({ ...good, data: 1 })
  await flushPromises()
  expect(data.value).toBe(2)
  which.value = 3
  await nextTick()
  expect(busy.value).toBe(true)
  which.value = undefined
  await nextTick()
  expect(busy.value).toBe(false)
})
