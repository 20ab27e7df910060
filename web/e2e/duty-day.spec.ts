import type { Browser, Page } from '@playwright/test'
import { billedCommunity, call, colleague } from './office'
import { setClock } from './server'
import { expect, looksSound, signIn, test } from './story'

test.skip(() => !process.env.ANJU_E2E_CLOCK && !!process.env.ANJU_E2E_URL, '别人的服务器，时钟拨不动')
test.afterEach(() => setClock('now'))

/** The story's day is a working day, whatever weekday or holiday it falls on. */
const worked = (page: Page, at: string) => call(page, 'PUT', `${at}/special-days/${later(1)}`, { isWorked: true, name: '照常上班' })

test('前台的一天：七点五十签到，接夜班，接电话，交款，登完任务单，交班，签退；职责凭记录一条条打勾', async ({ page, browser, baseURL }) => {
  test.setTimeout(180_000)
  await signIn(page)
  const { id, at, rooms } = await billedCommunity(page, '早班园')
  await worked(page, at)
  const night = await member(page, browser, baseURL, 'front_desk', id)
  const day = await member(page, browser, baseURL, 'front_desk', id)
  const desk = day.page
  const clockTo = (time: string) => setClock(`${later(1)}T${time}`)

  await clockTo('07:45')
  await desk.goto(`/c/${id}/duties`)
  await expect(line(desk, '提前到岗签到')).toContainText('待办')
  await line(desk, '提前到岗签到').getByRole('link').click()
  for (const each of ['工装整齐', '胸卡佩戴', '工具备齐']) await desk.getByText(each, { exact: true }).click()
  await desk.getByRole('button', { name: '签到', exact: true }).click()
  await expect(desk.getByText('已签到')).toBeVisible()

  // The night hands over one thing that somebody must see to; it stays with the night until the day has signed.
  await clockTo('08:00')
  await call(night.page, 'POST', `${at}/shift-handovers`, { post: 'FRONT_DESK', shift: 'NIGHT', day: later(0), log: '夜里三点水浸报警一次，已复位',
    lines: [{ kind: 'ALARM', text: '地下室水浸报警要查', needsPerson: true }] })
  await desk.goto(`/c/${id}/shift-handovers`)
  await desk.getByRole('row', { name: /JB-/ }).first().click()
  await desk.getByRole('button', { name: '点清签收' }).click()
  await desk.getByRole('dialog').getByRole('button', { name: /^签收/ }).click()
  await expect(desk.getByText('已签收，从现在起由您负责')).toBeVisible()
  await desk.getByRole('button', { name: '派人' }).click()
  await desk.getByRole('dialog').locator('.el-select').click()
  await desk.locator('.el-select-dropdown:visible').getByRole('option').first().click()
  await desk.keyboard.press('Control+Enter')
  await expect(desk.getByText('已派，对方收到消息')).toBeVisible()

  await clockTo('08:05')
  await desk.goto(`/c/${id}/desk-day?day=${later(1)}`)
  await desk.getByRole('button', { name: '都安排好了' }).click()
  await expect(desk.getByRole('button', { name: '都安排好了' })).toHaveCount(0)

  await clockTo('08:10')
  await desk.goto(`/c/${id}/reception`)
  await desk.getByRole('button', { name: '我上岗' }).click()
  await expect(desk.getByText('在岗：')).not.toContainText('没有人')
  await desk.goto(`/c/${id}/desk-contacts`)
  await desk.getByRole('button', { name: '记一笔' }).click()
  const form = desk.getByRole('dialog', { name: '记一笔' })
  await form.locator('.el-form-item', { hasText: '说了什么' }).locator('textarea').fill('问装修押金几时退')
  await form.locator('.el-form-item', { hasText: '怎么答的' }).locator('textarea').fill('验收合格后七个工作日')
  await desk.keyboard.press('Control+Enter')
  await expect(desk.getByRole('row', { name: /问装修押金几时退/ })).toBeVisible()

  // Money of the day: taken, counted blind, handed to finance before five.
  const shift = await call<{ id: number }>(desk, 'POST', `${at}/shifts`, {})
  await desk.goto(`/c/${id}/counter`)
  await expect(desk.getByRole('combobox', { name: '找一户' })).toBeFocused()
  await desk.keyboard.type(rooms[0]!)
  await desk.keyboard.press('Enter')
  await expect(desk.locator('.due')).toContainText('184.23')
  await expect(desk.getByLabel('实收金额 1')).toBeFocused()
  await desk.keyboard.press('Enter')
  await expect(desk.getByText(/上一笔/)).toBeVisible()
  await clockTo('12:05')
  await sign(desk, id, '签退')
  await clockTo('13:50')
  await sign(desk, id, '签到')
  await clockTo('16:30')
  await call(desk, 'POST', `${at}/shifts/${shift.id}/close`, { countedCash: '184.23' })
  await desk.goto(`/c/${id}/remittances`)
  await desk.getByRole('button', { name: '解款给财务' }).click()
  await desk.getByRole('dialog').getByRole('button', { name: /^交财务/ }).click()
  await expect(desk.getByRole('heading', { name: /解款单 JK.*待签收/ })).toBeVisible()

  await clockTo('17:50')
  await desk.goto(`/c/${id}/desk-day?day=${later(1)}`)
  await desk.getByRole('button', { name: '都登完了' }).click()
  await expect(desk.getByRole('button', { name: '都登完了' })).toHaveCount(0)
  const { id: evening } = await call<{ id: number }>(desk, 'POST', `${at}/shift-handovers`, { post: 'FRONT_DESK', shift: 'DAY', day: later(1), log: '一切正常', lines: [{ kind: 'KEY', text: '备用钥匙 12 把', needsPerson: false }] })
  await night.page.goto(`/c/${id}/shift-handovers/${evening}`)
  await night.page.getByRole('button', { name: '点清签收' }).click()
  await night.page.getByRole('dialog').getByRole('button', { name: /^签收/ }).click()
  await expect(night.page.getByText('已签收，从现在起由您负责')).toBeVisible()
  await clockTo('18:05')
  await sign(desk, id, '签退')

  await clockTo('18:10')
  await desk.goto(`/c/${id}/duties`)
  for (const [duty, proof] of [['提前到岗签到', '签到'], ['与夜班交接', /JB-/], ['开班先翻登记本', ''], ['按规定时段值守热线', ''], ['截止时点前向财务交清', '184.23 元'], ['整理当日维修任务单', ''],
    ['上午、下午到点签退', '签退'], ['每天做好前台与各岗位之间的交接', /JB-/]] as const) {
    await expect(line(desk, duty), duty).toContainText('已办')
    await expect(line(desk, duty), duty).toContainText(proof)
  }
  await looksSound(desk)
})

test('主管的早晨：班组里谁迟了，昨天的事看过，假批了，一个数字点开就是那几条', async ({ page, browser, baseURL }) => {
  test.setTimeout(120_000)
  await signIn(page)
  const { id, at } = await billedCommunity(page, '晨会园')
  await worked(page, at)
  const steward = await member(page, browser, baseURL, 'steward', id)
  const boss = await member(page, browser, baseURL, 'cs_supervisor', id)
  const supervisor = boss.page
  await call(steward.page, 'POST', `${at}/leaves`, { kind: 'ANNUAL', fromOn: later(2), fromNoon: false, toOn: later(2), toNoon: false, reason: '家里有事', deputyId: boss.id })

  await setClock(`${later(1)}T08:20`)
  await supervisor.goto(`/c/${id}/`)
  await expect(supervisor.getByRole('main')).toContainText('今天的职责')
  await supervisor.goto(`/c/${id}/approvals`)
  await supervisor.getByRole('row', { name: /家里有事|请假/ }).click()
  await supervisor.getByRole('button', { name: '同意', exact: true }).click()
  await expect(supervisor.getByText(/已同意|已通过|通过/).first()).toBeVisible()

  await supervisor.goto(`/c/${id}/duty-team`)
  const his = supervisor.getByRole('row', { name: /管家/ }).first()
  await expect(his).toContainText('同事')
  await his.click()
  await supervisor.waitForURL(new RegExp(`duties\\?staff=${steward.id}`))
  await expect(line(supervisor, '上岗衣着整齐')).toContainText('待办')
  await expect(supervisor.getByRole('button', { name: '打勾' })).toHaveCount(0)        // another's duties are looked at, not ticked

  await call(steward.page, 'POST', `${at}/attendance-marks`, { kind: 'IN', source: 'DESK', missing: [] })
  await setClock(`${later(1)}T08:30`)
  await supervisor.reload()
  await expect(line(supervisor, '上岗衣着整齐')).toContainText('已办')
  await supervisor.goto(`/c/${id}/desk-day?day=${later(0)}`)
  await expect(supervisor.getByRole('main')).toContainText('维修与投诉')

  // The day of leave: nothing of his own is asked, and the deputy has his rounds.
  await setClock(`${later(2)}T08:30`)
  await supervisor.goto(`/c/${id}/duties?staff=${steward.id}`)
  await expect(line(supervisor, '上岗衣着整齐')).toContainText('免办')
  await supervisor.goto(`/c/${id}/duty-fulfilment?month=${later(2).slice(0, 7)}`)
  const excused = supervisor.getByRole('row', { name: /上岗衣着整齐/ })
  await expect(excused).toBeVisible()
  await looksSound(supervisor)
})

async function sign(page: Page, community: number, what: '签到' | '签退') {
  await page.goto(`/c/${community}/attendance`)
  await page.getByRole('button', { name: what, exact: true }).click()
  await expect(page.getByText(`已${what}`)).toBeVisible()
}

async function member(page: Page, browser: Browser, baseURL: string | undefined, role: string, community: number) {
  const other = await colleague(page, browser, baseURL, role, community)
  const { staffId } = await call<{ staffId: number }>(other, 'GET', '/api/session')
  return { page: other, id: staffId }
}

const line = (page: Page, words: string) => page.locator('ol.items li', { hasText: words })

/** So many days from today, in Beijing. */
function later(days: number) {
  return new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10)
}
