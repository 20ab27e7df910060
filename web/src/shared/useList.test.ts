import { flushPromises, useRouted } from './routed.test-support'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { useList } from './useList'

type Filters = { q: string; building: number | null; overdue: boolean }
const asked: unknown[] = []
const load = (query: unknown) => {
  asked.push(query)
  return Promise.resolve({ data: { items: [{ id: 1 }], total: 1 }, response: new Response() })
}
const open = (address: string) => useRouted(address, () => useList<{ id: number }, Filters>({ q: '', building: null, overdue: false }, load, 'code'))

beforeEach(() => { vi.useFakeTimers(); asked.length = 0 })
afterEach(() => { vi.useRealTimers() })

it('条件取自地址，类型不变', async () => {
  const { result } = await open('/rooms?building=3&overdue=true&q=张&page=2&sort=-due')
  expect(asked).toEqual([{ q: '张', building: 3, overdue: true, page: 2, size: 50, sort: '-due' }])
  expect(result.filters.building).toBe(3)
})

it('是、不是、不限三样的条件，也取自地址，“不是”照样问', async () => {
  await useRouted('/talks?open=false', () => useList<{ id: number }, { open: boolean | null }>({ open: null }, load, 'code'))
  await useRouted('/talks?open=true', () => useList<{ id: number }, { open: boolean | null }>({ open: null }, load, 'code'))
  expect(asked).toEqual([{ open: false, page: 1, size: 50, sort: 'code' }, { open: true, page: 1, size: 50, sort: 'code' }])
})

it('地址里写错的当作没写', async () => {
  await open('/rooms?building=abc&page=-1&size=1e9&overdue=maybe')
  expect(asked).toEqual([{ page: 1, size: 50, sort: 'code' }])
})

it('改条件：停手后才问，回到第一页，写进地址', async () => {
  const { result, router } = await open('/rooms?page=3')
  result.filters.q = '张'
  await flushPromises()
  result.filters.q = '张三'
  await vi.advanceTimersByTimeAsync(300)
  await flushPromises()
  expect(asked.slice(1)).toEqual([{ q: '张三', page: 1, size: 50, sort: 'code' }])
  expect(router.currentRoute.value.query).toEqual({ q: '张三' })
})

it('后退时条件跟着地址走', async () => {
  const { result, router } = await open('/rooms?q=张')
  await router.push('/rooms?q=李')
  await flushPromises()
  expect(result.filters.q).toBe('李')
  expect(asked).toHaveLength(2)
})

it('已经在去别的页的路上：改条件不把人拉回来', async () => {
  const { result, router } = await open('/rooms')
  let letGo = () => {}
  router.beforeResolve(() => new Promise<void>(done => { letGo = done }))
  result.filters.q = '张'
  await flushPromises()
  const way = router.push('/bills')
  await vi.advanceTimersByTimeAsync(300)
  letGo()
  await way
  await flushPromises()
  expect(router.currentRoute.value.path).toBe('/bills')
})
