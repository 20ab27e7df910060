import { createApp, h, ref } from 'vue'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import JobProgress from './JobProgress.vue'
import { flushPromises } from './routed.test-support'

const asked = vi.hoisted(() => [] as { id: number; answer: (body: unknown, status?: number) => void }[])
vi.mock('@/api/client', async original => ({
  ...await original<object>(),
  api: { GET: (_: string, { params }: { params: { path: { id: number } } }) => new Promise(done => {
    asked.push({ id: params.path.id, answer: (body, status = 200) => done({ [status < 300 ? 'data' : 'error']: body, response: new Response(null, { status }) }) })
  }) },
}))

beforeEach(() => { vi.useFakeTimers(); asked.length = 0 })
afterEach(() => { vi.useRealTimers() })
const running = { state: 'RUNNING', done: 1, total: 10 }

function shown() {
  const job = ref(1)
  const done: unknown[] = []
  const app = createApp({ render: () => h(JobProgress, { community: 1, job: job.value, doing: '出账', onDone: (each: unknown) => done.push(each) }) })
  app.mount(document.createElement('div'))
  return { app, job, done }
}

it('离开页面以后到的答复，不再接着问', async () => {
  const { app, done } = shown()
  app.unmount()
  asked[0]!.answer(running)
  await flushPromises()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(asked).toHaveLength(1)
  expect(done).toEqual([])
})

it('换了一件事，前一件晚到的答复不算', async () => {
  const { job, done } = shown()
  job.value = 2
  await flushPromises()
  asked[0]!.answer({ ...running, state: 'DONE' })
  await flushPromises()
  expect(done).toEqual([])
  expect(asked.map(each => each.id)).toEqual([1, 2])
})

it('服务器不在就接着问，拒绝了就不问', async () => {
  shown()
  asked[0]!.answer({ code: 'database-unavailable' }, 503)
  await vi.advanceTimersByTimeAsync(3_000)
  expect(asked).toHaveLength(2)
  asked[1]!.answer({ code: 'job-unknown' }, 404)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(asked).toHaveLength(2)
})
