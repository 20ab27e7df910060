import type { Browser, Page } from '@playwright/test'
import { approveOn, call, colleague } from './office'
import { setClock } from './server'
import { expect, looksSound, signIn, test } from './story'

interface Room { id: number; code: string }

test.skip(() => !process.env.ANJU_E2E_CLOCK && !!process.env.ANJU_E2E_URL, '别人的服务器，时钟拨不动')
test.afterEach(() => setClock('now'))

test('投诉两次到期都没办完，一级一级报到主任，办结、回访、签意见，归档', async ({ page, browser, baseURL }) => {
  const { id, at, room } = await community(page)
  const steward = await member(page, browser, baseURL, 'steward', id)
  const supervisor = await member(page, browser, baseURL, 'cs_supervisor', id)
  const director = await member(page, browser, baseURL, 'director', id)
  const [building] = await call<{ id: number }[]>(page, 'GET', `${at}/buildings`)
  await call(page, 'POST', `${at}/steward-areas`, { name: '一片', parts: [{ buildingId: building!.id, fromOn: '2026-01-01' }], assignments: [{ staffId: steward.id, fromOn: '2026-01-01' }] })
  const ticket = await call<{ id: number }>(page, 'POST', `${at}/tickets`, { ...heard(room), kind: 'COMPLAINT', title: '电梯三天修不好' })
  const ladder = () => call<{ steps: { step: number; at?: string; firedAt?: string }[] }>(page, 'GET', `${at}/tickets/${ticket.id}/ladder`)

  // Nobody took it: the first step of the ladder falls due, and the page says who was told.
  await passed((await ladder()).steps[0]!.at!)
  await page.goto(`/c/${id}/tickets/${ticket.id}`)
  await expect(page.locator('li.told', { hasText: '接单期限过后' })).toContainText('已告诉客服主管')

  await openFile(steward.page, id)
  await steward.page.getByRole('button', { name: '接收', exact: true }).click()
  await expect(steward.page.getByText('已接收')).toBeVisible()
  await handUp(steward.page, '要停一部电梯，超出权限', /^同事/)
  await expect(steward.page.getByRole('button', { name: '上报' })).toHaveCount(0)

  // With the supervisor it runs out of time altogether: the director is told, and gets the file.
  await passed((await ladder()).steps[3]!.at!)
  await openFile(supervisor.page, id)
  await supervisor.page.getByRole('button', { name: '接收', exact: true }).click()
  await expect(supervisor.page.getByText('已接收')).toBeVisible()
  await handUp(supervisor.page, '要请维保单位换主板', /^同事/)
  // All four of its deadlines; the visit that was promised is still to come.
  expect((await ladder()).steps.map(each => !!each.firedAt)).toEqual([true, true, true, true, false])

  const top = director.page
  await openFile(top, id)
  await top.getByRole('button', { name: '接收', exact: true }).click()
  await expect(top.getByText('已接收')).toBeVisible()
  await expect(top.getByRole('button', { name: '上报' })).toHaveCount(0)
  await expect(top.locator('.story', { hasText: '交办与上报' }).getByRole('listitem')).toHaveCount(3)
  await looksSound(top)
  const [file] = (await call<{ items: { id: number }[] }>(top, 'GET', `${at}/complaints`)).items
  await call(top, 'PUT', `${at}/complaints/${file!.id}/findings`, { item: 'REPAIR', cause: 'LATE', department: 'ENGINEERING', measure: '换主板，每天回话' })
  await top.getByRole('button', { name: '办结', exact: true }).click()
  await top.getByRole('dialog', { name: '办结' }).locator('textarea').fill('电梯已恢复，已致歉')
  await top.keyboard.press('Control+Enter')
  await expect(top.getByRole('dialog', { name: '办结' })).toBeHidden()
  await expect(top.getByRole('button', { name: '办结', exact: true })).toHaveCount(0)
  await expect(top.locator('.missing')).toContainText('回访')
  await call(page, 'POST', `${at}/tickets/${ticket.id}/callbacks`, { way: 'PHONE', outcome: 'SATISFIED' })
  await top.reload()
  await expect(top.getByRole('button', { name: '签意见书' })).toHaveCount(0)

  // What the director has handled himself the general manager signs.
  const manager = (await member(page, browser, baseURL, 'general_manager', id)).page
  await openFile(manager, id)
  await manager.getByRole('button', { name: '签意见书' }).click()
  await manager.getByRole('dialog', { name: '在意见书上签意见' }).locator('textarea').fill('维保单位列入考核')
  await manager.keyboard.press('Control+Enter')
  await expect(manager.getByRole('button', { name: '签意见书' })).toHaveCount(0)
  await top.reload()
  await top.getByRole('button', { name: '归档', exact: true }).click()
  await expect(top.getByText('已归档').first()).toBeVisible()
  await expect(top.locator('.missing')).toHaveCount(0)
})

test('周一上午：上周打的回访成了一批，主管批，月报主任看过', async ({ page, browser, baseURL }) => {
  const { id, at, room } = await community(page)
  const desk = await member(page, browser, baseURL, 'front_desk', id)
  const supervisor = await member(page, browser, baseURL, 'cs_supervisor', id)
  const director = await member(page, browser, baseURL, 'director', id)
  const ticket = await call<{ id: number }>(page, 'POST', `${at}/tickets`, { ...heard(room), kind: 'COMPLAINT', title: '楼道灯常坏' })
  await call(page, 'POST', `${at}/tickets/${ticket.id}/closing`, { responsibility: 'OURS', conclusion: '换了声控灯' })

  const phone = desk.page
  await phone.goto(`/c/${id}/callback-tasks`)
  await phone.getByRole('row', { name: /楼道灯常坏/ }).getByRole('button', { name: '回访' }).click()
  const form = phone.getByRole('dialog', { name: '回访' })
  await form.locator('textarea').fill('修得快，谢谢')
  await form.getByRole('button', { name: /^登记/ }).click()
  await expect(phone.getByText('已登记回访')).toBeVisible()

  await setClock(`${monday()}T00:30`)
  await phone.goto(`/c/${id}/callback-batches`)
  await phone.getByRole('link', { name: /^HF-/ }).click()
  await expect(phone.getByText(/1 次：满意 1/)).toBeVisible()
  await expect(phone.getByRole('row', { name: /楼道灯常坏/ })).toContainText('修得快，谢谢')
  await approveOn(supervisor.page, id)
  await phone.reload()
  await expect(phone.getByText('已批', { exact: false }).first()).toBeVisible()

  await phone.goto(`/c/${id}/callback-reports?month=${new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7)}`)
  await expect(phone.getByRole('row', { name: /投诉/ })).toContainText('100')
  await phone.getByRole('button', { name: '报主任' }).click()
  await phone.getByRole('dialog', { name: '报主任' }).locator('textarea').fill('都满意；灯具备件要多存')
  await phone.keyboard.press('Control+Enter')
  await expect(phone.getByText('主任还没有看')).toBeVisible()
  const top = director.page
  await top.goto(phone.url())
  await top.getByRole('button', { name: '批阅' }).click()
  await top.getByRole('dialog', { name: '批阅' }).locator('textarea').fill('同意采购')
  await top.keyboard.press('Control+Enter')
  await expect(top.getByText('同意采购')).toBeVisible()
  await looksSound(top)
})

async function community(page: Page) {
  await signIn(page)
  const { id } = await call<{ id: number }>(page, 'POST', '/api/communities', { name: `投诉园${Date.now() % 100_000}`, booksStart: '2026-09-01' })
  const at = `/api/communities/${id}`
  await call(page, 'POST', `${at}/rooms/generations`, { buildings: '1', entrances: 1, fromFloor: 1, toFloor: 1, roomsPerFloor: 1, kind: 'HOUSE', grossArea: '90', status: 'SELF_USED', handoverOn: '2026-01-01' })
  const { items } = await call<{ items: Room[] }>(page, 'GET', `${at}/rooms`)
  return { id, at, room: items[0]! }
}

async function member(page: Page, browser: Browser, baseURL: string | undefined, role: string, community: number) {
  const other = await colleague(page, browser, baseURL, role, community)
  const { staffId } = await call<{ staffId: number }>(other, 'GET', '/api/session')
  return { page: other, id: staffId }
}

/** What a resident says on the phone. */
function heard(room: Room) {
  const soon = new Date(Date.now() + 30 * 3_600_000).toISOString()
  return { source: 'PHONE', urgency: 'NORMAL', roomId: room.id, reporter: '李小明', phone: '13900000001', wishedFrom: soon, promisedAt: soon, readBack: true, introduced: false }
}

async function openFile(page: Page, community: number) {
  await page.goto(`/c/${community}/complaints`)
  await page.getByRole('link', { name: /^JZ-/ }).click()
}

/** One level up: nobody else is on offer. */
async function handUp(page: Page, why: string, to: RegExp) {
  await page.getByRole('button', { name: '上报', exact: true }).click()
  const form = page.getByRole('dialog', { name: '上报上一级' })
  await form.locator('textarea').fill(why)
  await form.locator('.el-select').click()
  const offered = page.locator('.el-select-dropdown:visible').getByRole('option')
  await expect(offered).toHaveCount(1)
  await offered.filter({ hasText: to }).click()
  await form.getByRole('button', { name: /^上报/ }).click()
  await expect(page.getByText('已上报')).toBeVisible()
}

/** One minute after this moment, in Beijing. */
const passed = (moment: string) => setClock(new Date(Date.parse(moment) + 60_000 + 8 * 3_600_000).toISOString().slice(0, 16))

/** The Monday to come, in Beijing. */
function monday() {
  const day = new Date(Date.now() + 8 * 3_600_000)
  day.setUTCDate(day.getUTCDate() + 7 - (day.getUTCDay() + 6) % 7)
  return day.toISOString().slice(0, 10)
}
