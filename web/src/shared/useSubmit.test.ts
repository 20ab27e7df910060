import { expect, it, vi } from 'vitest'
import type { Answer } from '@/api/client'
import { useSubmit } from './useSubmit'

const refusal = { error: { code: 'amount-changed', detail: '应收已变', fields: [{ field: 'tendered', message: '不够' }] }, response: new Response(null, { status: 409 }) }
const success = { data: { id: 7 }, response: new Response(null, { status: 200 }) }

function form(answers: (Answer<{ id: number }> | Error)[]) {
  const keys: string[] = []
  const act = vi.fn(async (key: string) => {
    keys.push(key)
    const answer = answers.shift()!
    if (answer instanceof Error) throw answer
    return answer
  })
  return { keys, ...useSubmit(act, { inline: true }) }
}

it('断网重发用同一个幂等键，办成之后才换', async () => {
  const { keys, submit, problem } = form([new TypeError('Failed to fetch'), refusal, success, success])
  await submit()
  expect(problem.value?.code).toBe('offline')
  await submit()
  await submit()
  await submit()
  expect(keys[0]).toMatch(/^[0-9a-f]{32}$/)
  expect(keys[1]).toBe(keys[0])
  expect(keys[2]).toBe(keys[0])
  expect(keys[3]).not.toBe(keys[0])
})

it('拒绝的原因落到那一栏', async () => {
  const { submit, problem, errors } = form([refusal])
  expect(await submit()).toBeUndefined()
  expect(problem.value?.detail).toBe('应收已变')
  expect(errors.value).toEqual({ tendered: '不够' })
})

it('连点两下只发一次', async () => {
  const { keys, submit } = form([success, success])
  await Promise.all([submit(), submit()])
  expect(keys).toHaveLength(1)
})
