import type { Browser, Page } from '@playwright/test'
import { call, colleague } from './office'
import { expect, looksSound, signIn, test } from './story'

interface Person { id: number; name: string }

/** A day in Shanghai, so many days from now. */
const day = (more: number) => new Date(Date.now() + 8 * 3_600_000 + more * 86_400_000).toISOString().slice(0, 10)

async function community(page: Page) {
  await signIn(page)
  const { id } = await call<{ id: number }>(page, 'POST', '/api/communities', { name: `换班园${Date.now() % 100_000}`, booksStart: '2026-09-01' })
  const at = `/api/communities/${id}`
  await call(page, 'POST', `${at}/rooms/generations`, { buildings: '1', entrances: 1, fromFloor: 1, toFloor: 1, roomsPerFloor: 1, kind: 'HOUSE', grossArea: '90', status: 'SELF_USED', handoverOn: '2026-01-01' })
  const [room] = (await call<{ items: { id: number }[] }>(page, 'GET', `${at}/rooms`)).items
  return { id, at, room: room!.id }
}

async function member(page: Page, browser: Browser, baseURL: string | undefined, role: string, id: number) {
  const other = await colleague(page, browser, baseURL, role, id)
  const { staffId } = await call<{ staffId: number }>(other, 'GET', '/api/session')
  return { page: other, id: staffId }
}

test('请同事替一班：他同意，主管批，班表改了；改不了的访不到，主管免访', async ({ page, browser, baseURL }) => {
  const { id, at, room } = await community(page)
  const one = await member(page, browser, baseURL, 'front_desk', id)
  const two = await member(page, browser, baseURL, 'steward', id)
  const supervisor = await member(page, browser, baseURL, 'cs_supervisor', id)
  await call(supervisor.page, 'PUT', `${at}/rosters/${day(8)}`, { people: [one.id], turns: [{ staffId: one.id, day: day(8), shift: 'EARLY' }] })

  await one.page.goto(`/c/${id}/turn-swaps`)
  await one.page.getByRole('button', { name: '请同事换班' }).first().click()
  const form = one.page.getByRole('dialog', { name: '请同事换班' })
  const offered = one.page.locator('.el-select-dropdown:visible').getByRole('option')
  await form.locator('.el-select').nth(0).click()
  await offered.filter({ hasText: '早班' }).click()
  await form.locator('.el-select').nth(1).click()
  await offered.filter({ hasText: '管家' }).first().click()
  await form.getByPlaceholder('比如：家里有事').fill('孩子开家长会')
  await form.getByRole('button', { name: /^提出/ }).click()
  await expect(one.page.getByText('已请他答复')).toBeVisible()
  await looksSound(one.page)

  await two.page.goto(`/c/${id}/turn-swaps?waiting=true`)
  await two.page.getByRole('button', { name: '答复' }).click()
  await two.page.getByRole('dialog', { name: /请您换班/ }).getByRole('button', { name: /^确定/ }).click()
  await expect(two.page.getByText('已答复')).toBeVisible()

  await supervisor.page.goto(`/c/${id}/turn-swaps?waiting=true`)
  await supervisor.page.getByRole('button', { name: '批', exact: true }).click()
  await supervisor.page.getByRole('dialog', { name: '批换班' }).getByRole('button', { name: /^确定/ }).click()
  await expect(supervisor.page.getByText('已批，班表跟着改')).toBeVisible()
  const week = await call<{ people: (Person & { turns: { day: string }[] })[] }>(supervisor.page, 'GET', `${at}/rosters/${day(8)}`)
  expect(week.people.filter(each => each.turns.length).map(each => each.id)).toEqual([two.id])

  const ticket = await call<{ id: number }>(page, 'POST', `${at}/tickets`, { kind: 'COMPLAINT', source: 'PHONE', urgency: 'NORMAL', roomId: room, reporter: '李小明', phone: '13900000001', title: '楼道灯常坏', readBack: true, introduced: false })
  await call(page, 'POST', `${at}/tickets/${ticket.id}/closing`, { responsibility: 'OURS', conclusion: '换了声控灯' })
  await supervisor.page.goto(`/c/${id}/callback-tasks`)
  await supervisor.page.getByRole('row', { name: /楼道灯常坏/ }).getByRole('button', { name: '免访' }).click()
  const drawer = supervisor.page.getByRole('dialog', { name: /^免访/ })
  await drawer.locator('textarea').fill('搬走了，号码是空号')
  await drawer.getByRole('button', { name: /^免访/ }).click()
  await expect(supervisor.page.getByRole('row', { name: /楼道灯常坏/ })).toContainText('搬走了，号码是空号')
  await looksSound(supervisor.page)
})

test('车辆缺什么挑得出来，当场补上；值班记录按人找', async ({ page }) => {
  const { id, at, room } = await community(page)
  await call(page, 'POST', `${at}/vehicles`, { plate: '京A12345', roomId: room })
  await page.goto(`/c/${id}/vehicles?incomplete=true`)
  await page.getByRole('row', { name: /京A12345/ }).getByRole('button', { name: '修改' }).click()
  const form = page.getByRole('dialog', { name: '修改 京A12345' })
  await form.getByLabel('车型').fill('轿车')
  await form.getByLabel('颜色').fill('白')
  await form.getByRole('button', { name: /^保存/ }).click()
  await expect(page.getByText('没有符合条件的记录')).toBeVisible()
  await looksSound(page)

  await call(page, 'POST', `${at}/desk-duties`, {})
  await page.goto(`/c/${id}/calls`)
  await page.getByRole('button', { name: '值班记录' }).click()
  await expect(page.getByRole('row', { name: /在岗/ })).toBeVisible()
  await page.getByLabel('姓名').fill('没有这个人')
  await expect(page.getByText('没有符合条件的记录')).toBeVisible()
})
