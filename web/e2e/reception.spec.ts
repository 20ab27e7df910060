import { call } from './office'
import { expect, looksSound, signIn, test } from './story'

test('夜里漏水：受理台接电话登记，派工，维修工办完，收凭证，回访办结', async ({ page }) => {
  await signIn(page)
  const name = `受理园${Date.now() % 100_000}`
  const { id } = await call<{ id: number }>(page, 'POST', '/api/communities', { name, booksStart: '2026-09-01' })
  const at = `/api/communities/${id}`
  await call(page, 'POST', `${at}/rooms/generations`, { buildings: '1', entrances: 1, fromFloor: 1, toFloor: 2, roomsPerFloor: 2, kind: 'HOUSE', grossArea: '90', status: 'SELF_USED', handoverOn: '2026-01-01' })
  const { items } = await call<{ items: { id: number; code: string }[] }>(page, 'GET', `${at}/rooms?sort=code`)
  const room = items[0]!
  const person = await call<{ id: number }>(page, 'POST', `${at}/people`, { kind: 'PERSON', name: '欧阳小溪', phone: '13912340099' })
  await call(page, 'POST', `${at}/rooms/${room.id}/ownership-transfers`, { on: '2026-01-01', ownerIds: [person.id] })
  const username = `wx${Date.now() % 1_000_000}`
  const staff = await call<{ id: number; password?: string }>(page, 'POST', '/api/staff', { username, name: '小修' })
  await call(page, 'POST', `/api/staff/${staff.id}/grants`, { role: 'technician', communityId: id, fromOn: '2026-01-01' })

  await page.goto(`/c/${id}/reception`)
  await page.getByRole('button', { name: '我上岗' }).click()
  await expect(page.getByText('在岗：')).not.toContainText('没有人')
  // The phone rings, and whose number it is stands on the desk before anybody has typed.
  await call(page, 'POST', '/api/calls', { call: `c${Date.now()}`, event: 'RINGING', number: '13912340099', line: '热线', community: id })
  await page.getByRole('button', { name: `${room.code} 欧阳小溪` }).click()
  await expect(page.getByRole('complementary', { name: '这一户' })).toContainText('139****0099')
  await looksSound(page)
  await page.keyboard.press('F4')
  const form = page.getByRole('dialog', { name: '登记报修' })
  await form.getByPlaceholder('一句话').fill('厨房水管漏水')
  await form.getByText('急', { exact: true }).click()
  await form.getByText('已向对方复述一遍').click()
  for (const [field, text] of [['从', '11月21日 22:00'], ['到', '11月21日 23:00']] as const) await form.getByPlaceholder(field, { exact: true }).fill(text)
  await page.keyboard.press('Enter')
  const promised = form.locator('.el-form-item', { hasText: '答应几时上门' }).locator('input')
  await promised.fill('11月21日 22:10')
  await promised.press('Enter')
  await form.getByRole('button', { name: /^登记/ }).click()
  await expect(page.getByText(/已登记 WX-/)).toBeVisible()
  await page.getByRole('link', { name: /厨房水管漏水/ }).first().click()
  await page.waitForURL(/tickets\/\d+/)
  const ticket = Number(/tickets\/(\d+)/.exec(page.url())![1])

  await page.getByRole('button', { name: '派工' }).click()
  const dispatch = page.getByRole('dialog', { name: '派工' })
  await dispatch.getByRole('radio', { name: /小修/ }).locator('xpath=ancestor::label').click()
  await dispatch.locator('textarea').first().fill('上门关阀换管')
  await dispatch.getByRole('button', { name: /^派工/ }).click()
  await expect(page.getByText('待接单')).toBeVisible()

  const { items: orders } = await call<{ items: { id: number }[] }>(page, 'GET', `${at}/work-orders?ticket=${ticket}`)
  const order = orders[0]!.id
  for (const step of [{ step: 'START' }, { step: 'FINISH', text: '换了水管' }]) await call(page, 'POST', `${at}/work-orders/${order}/steps`, step)
  await page.reload()
  await page.getByRole('button', { name: '收回凭证' }).click()
  await page.getByRole('dialog').locator('input').first().fill('B0001')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText(/凭证 B0001/).first()).toBeVisible()
  await call(page, 'POST', `${at}/tickets/${ticket}/callbacks`, { way: 'PHONE', outcome: 'SATISFIED' })
  await page.reload()
  await page.getByRole('button', { name: '办结' }).click()
  await page.getByRole('dialog', { name: '办结' }).locator('textarea').fill('换管，住户满意')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('办结', { exact: true }).first()).toBeVisible()
  await page.goto(`/c/${id}/reception?room=${room.code}`)
  await expect(page.getByRole('region', { name: '报过的事' })).toContainText('以前的')
  await expect(page.getByRole('region', { name: '报过的事' })).toContainText('厨房水管漏水')
})
