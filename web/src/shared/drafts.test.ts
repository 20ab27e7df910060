import { beforeEach, expect, test } from 'vitest'
import { dropDraft, keepDraft, restoreDraft } from './drafts'

const stored = new Map<string, string>()
beforeEach(() => {
  stored.clear()
  Object.assign(globalThis, { localStorage: {
    getItem: (key: string) => stored.get(key) ?? null, setItem: (key: string, value: string) => { stored.set(key, value) }, removeItem: (key: string) => { stored.delete(key) } } })
})

test('填了一半的回得来，没碰过的栏目跟着别人的改动走', () => {
  const before = { name: '东区', note: '', profile: { address: '旧址', phone: '' }, parts: [] as number[] }
  keepDraft('k', JSON.stringify(before), { ...before, note: '写了一半', profile: { address: '旧址', phone: '0371' }, parts: [1] })
  const opened = { ...before, name: '东一区', profile: { address: '新址', phone: '' } }
  expect(restoreDraft('k', opened)).toBe(true)
  expect(opened).toEqual({ name: '东一区', note: '写了一半', profile: { address: '新址', phone: '0371' }, parts: [1] })
})

test('证件号和密码不落盘，写在别的栏目里也不', () => {
  const before = { name: '', idNumber: '', note: '', password: '' }
  keepDraft('k', JSON.stringify(before), { name: '张三', idNumber: '110105195803230009', note: '身份证 11010519580323000X', password: 'secret' })
  expect([...stored.values()].join()).not.toMatch(/19580323|secret/)
  const opened = { ...before }
  restoreDraft('k', opened)
  expect(opened).toEqual({ ...before, name: '张三' })
})

test('存好了就没有了；坏的、过期的不算', () => {
  keepDraft('k', '{"name":""}', { name: '张三' })
  dropDraft('k')
  expect(restoreDraft('k', { name: '' })).toBe(false)
  stored.set('k', '{not json')
  expect(restoreDraft('k', { name: '' })).toBe(false)
  stored.set('k', JSON.stringify({ before: { name: '' }, form: { name: '旧' }, at: Date.now() - 8 * 86_400_000 }))
  expect(restoreDraft('k', { name: '' })).toBe(false)
  expect(stored.size).toBe(0)
})
