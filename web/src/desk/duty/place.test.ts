import { beforeEach, expect, test } from 'vitest'
import { take } from '@/shell/session'
import { opens, placeOf } from './place'

const hold = (permissions: string[]) => take({ signedIn: true, roles: [], permissions: { 7: permissions }, communities: [], mustChangePassword: false })

beforeEach(() => hold(['servicedesk.work']))

test('打得开的去主办的页面，打不开的去自己那一份', () => {
  const duty = { link: 'tickets?state=OPEN', elsewhere: { steward: 'people', technician: 'work-orders' } }
  expect(placeOf(duty, 7)).toBe('work-orders')
  hold(['servicedesk.read', 'servicedesk.work'])
  expect(placeOf(duty, 7)).toBe('tickets?state=OPEN')
})

test('不要权限的页面人人打得开', () => {
  hold([])
  expect(opens('duties', 7)).toBe(true)
  expect(opens('audit?from=2026-11-01', 7)).toBe(false)
})
