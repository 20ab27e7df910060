import { createApp, h, shallowRef } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { OFFLINE, type Problem } from '@/api/problem'
import Stopped from './Stopped.vue'

beforeEach(() => { vi.useFakeTimers() })
afterEach(() => { vi.useRealTimers() })

async function stoppedBy(problem: Problem) {
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:rest(.*)*', component: { render: () => null } }] })
  await router.push('/c/3/bills?month=2026-07')
  const asked: string[] = []
  const why = shallowRef<Problem | undefined>(problem)
  router.beforeEach(to => { asked.push(to.fullPath); why.value = asked.length < 3 ? { ...problem } : undefined })
  createApp({ render: () => (why.value ? h(Stopped, { problem: why.value }) : null) }).use(router).mount(document.createElement('div'))
  await vi.advanceTimersByTimeAsync(60_000)
  return asked
}

it('连不上服务器，隔一会儿自己再开这一页，开了就不再试', async () => {
  expect(await stoppedBy(OFFLINE)).toEqual(['/c/3/bills?month=2026-07', '/c/3/bills?month=2026-07', '/c/3/bills?month=2026-07'])
})

it('没有权限、升级了，等人来按', async () => {
  expect(await stoppedBy({ status: 403, code: 'not-permitted', detail: '没有权限', fields: [] })).toEqual([])
  expect(await stoppedBy({ status: 0, code: 'upgraded', detail: '安居已升级', fields: [] })).toEqual([])
})
