import type { Page } from '@playwright/test'
import { billedCommunity, call } from './office'
import { expect, looksSound, signIn, test } from './story'

/** Counts every key and notices every click from now on. */
async function watchHands(page: Page) {
  await page.evaluate(() => {
    const hands = { keys: 0, clicks: 0 }
    Object.assign(window, { hands })
    addEventListener('keydown', () => { hands.keys++ }, true)
    addEventListener('pointerdown', () => { hands.clicks++ }, true)
  })
}

function hands(page: Page) {
  return page.evaluate(() => (window as unknown as { hands: { keys: number; clicks: number } }).hands)
}

async function balance(page: Page, at: string, room: string) {
  const { items } = await call<{ items: { outstanding: string }[] }>(page, 'GET', `${at}/bills?roomCode=${room}&state=OPEN`)
  return items.map(bill => bill.outstanding)
}

test('只用键盘收一笔款：从查找到收据不超过十二键', async ({ page }) => {
  await signIn(page)
  const { id, at, rooms } = await billedCommunity(page, '收款园')
  await call(page, 'POST', `${at}/shifts`, {})
  await page.goto(`/c/${id}/counter`)
  const search = page.getByRole('combobox', { name: '找一户' })
  await expect(search).toBeFocused()

  await watchHands(page)
  const printed = page.waitForRequest(/receipt\.html/)
  await page.keyboard.type(rooms[0]!)
  await page.keyboard.press('Enter')
  await expect(page.locator('.due')).toContainText('184.23')           // seen, only then taken
  await expect(page.getByLabel('实收金额 1')).toBeFocused()
  expect(await balance(page, at, rooms[0]!)).toEqual(['184.23'])      // Enter in the search field took no money
  await page.keyboard.press('Enter')
  await printed
  await expect(search).toBeFocused()
  const { keys, clicks } = await hands(page)
  expect(clicks).toBe(0)
  expect(keys).toBeLessThanOrEqual(12)
  expect(await balance(page, at, rooms[0]!)).toEqual([])

  // A second Enter on the empty search field does nothing.
  await page.keyboard.press('Enter')
  const { total } = await call<{ total: number }>(page, 'GET', `${at}/payments`)
  expect(total).toBe(1)
  await looksSound(page)
})

test('连收二十户：不碰鼠标，不等收银台，光标每次都在该在的地方', async ({ page }) => {
  await signIn(page)
  const { id, at, rooms } = await billedCommunity(page, '连收园', 10)
  await call(page, 'POST', `${at}/shifts`, {})
  await page.goto(`/c/${id}/counter`)
  const search = page.getByRole('combobox', { name: '找一户' })
  await expect(search).toBeFocused()
  await watchHands(page)
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '')
  for (const room of rooms) {
    await page.keyboard.type(room)
    await page.keyboard.press('Enter')
    expect(await focused()).toMatch(/^实收金额/)
    await page.keyboard.type('200')
    await page.keyboard.press('Enter')
    expect(await focused()).toBe('找一户')
  }
  await expect(page.getByText(`上一笔 ${rooms.at(-1)}`)).toBeVisible({ timeout: 40_000 })
  await expect(search).toBeFocused()
  await expect(search).toHaveValue('')
  expect((await hands(page)).clicks).toBe(0)
  const { items } = await call<{ items: { roomCode: string; tendered: string; change: string }[] }>(page, 'GET', `${at}/payments?size=50&sort=paidAt`)
  expect(items.map(each => `${each.roomCode} ${each.tendered} ${each.change}`)).toEqual(rooms.map(room => `${room} 200.00 15.77`))
})

test('手比页面快：金额和换方式都算数，没看见应收的 Enter 不收钱，找不到的不乱收', async ({ page }) => {
  await signIn(page)
  const { id, at, rooms } = await billedCommunity(page, '快手园')
  await call(page, 'POST', `${at}/shifts`, {})
  await page.goto(`/c/${id}/counter`)
  const search = page.getByRole('combobox', { name: '找一户' })
  await expect(search).toBeFocused()
  let slow = (_: unknown) => {}
  const answered = new Promise(resolve => { slow = resolve })
  await page.route('**/payments/quote', async route => { await answered; await route.continue() })

  await page.keyboard.type(rooms[0]!)
  for (let times = 0; times < 3; times++) await page.keyboard.press('Enter')
  await expect(page.getByText('看清应收，再按 Enter')).toBeVisible()
  await page.keyboard.type('100')
  await page.keyboard.press('F4')
  slow(undefined)
  await expect(page.getByLabel('实收金额 1')).toHaveValue('100')
  await expect(page.getByLabel('实收金额 2')).toHaveAttribute('placeholder', '84.23')
  await expect(page.getByLabel('实收金额 2')).toBeFocused()
  expect(await balance(page, at, rooms[0]!)).toEqual(['184.23'])

  // Esc gives the former amount, then puts the household down.
  await page.keyboard.type('9')
  await page.keyboard.press('Escape')
  await expect(page.getByLabel('实收金额 2')).toHaveValue('')
  await page.keyboard.press('Escape')
  await expect(search).toBeFocused()

  await page.keyboard.type('9-9-999')
  await page.keyboard.press('Enter')
  await page.keyboard.type('200')
  await page.keyboard.press('Enter')
  await expect(page.getByText('没有找到「9-9-999」').first()).toBeVisible()
  await expect(search).toBeFocused()
  expect((await call<{ total: number }>(page, 'GET', `${at}/payments`)).total).toBe(0)
})

test('挂单五户也留得住：重新打开页面，取回接着收', async ({ page }) => {
  await signIn(page)
  const { id, at, rooms } = await billedCommunity(page, '挂单园')
  await call(page, 'POST', `${at}/shifts`, {})
  await page.goto(`/c/${id}/counter`)
  await expect(page.getByRole('combobox', { name: '找一户' })).toBeFocused()
  await page.keyboard.type(rooms[0]!)
  await page.keyboard.press('Enter')
  await page.keyboard.type('120')
  await expect(page.getByLabel('实收金额 1')).toHaveValue('120')
  await page.keyboard.press('F8')
  await expect(page.getByRole('combobox', { name: '找一户' })).toBeFocused()
  await page.reload()
  await expect(page.getByRole('button', { name: `挂 ${rooms[0]}` })).toBeVisible()
  await page.keyboard.press('Shift+F8')
  await expect(page.getByLabel('实收金额 1')).toHaveValue('120')
  await expect(page.getByLabel('实收金额 1')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByText(`上一笔 ${rooms[0]}`)).toBeVisible()
  expect(await balance(page, at, rooms[0]!)).toEqual(['64.23'])
})

test('现金三百其余微信，多的找零，交班盲点', async ({ page }) => {
  await signIn(page)
  const { id, rooms } = await billedCommunity(page, '交班园')
  await page.goto(`/c/${id}/counter`)
  await page.getByRole('button', { name: '开班' }).click()
  await expect(page.getByText('输入房号、姓名或电话后四位')).toBeVisible()
  await page.keyboard.press('F2')
  await page.keyboard.type(rooms[0]!)
  await page.keyboard.press('Enter')
  await page.keyboard.type('100')
  await page.keyboard.press('F4')
  await expect(page.getByLabel('实收金额 2')).toHaveAttribute('placeholder', '84.23')
  await page.keyboard.press('F9')
  await expect(page.getByText(/上一笔/)).toBeVisible()

  await page.keyboard.type(rooms[1]!)
  await page.keyboard.press('Enter')
  await page.keyboard.type('120+80')
  await expect(page.getByText('15.77').first()).toBeVisible()                  // the change, from the server
  await page.keyboard.press('Enter')
  await expect(page.getByText('15.77').first()).toBeVisible()

  await page.goto(`/c/${id}/shifts`)
  await expect(page.getByText('84.23').first()).toBeVisible()
  await expect(page.getByText('交班点钞后才显示')).toBeVisible()
  await expect(page.getByText('284.23')).toHaveCount(0)                // the count is blind
  await page.getByRole('button', { name: '点钞交班' }).click()
  await page.getByLabel('100 元').fill('2')
  await page.getByRole('button', { name: /交班并打印日报/ }).click()
  await expect(page.getByLabel('与账不符的原因')).toBeVisible()
  await page.getByRole('button', { name: '找零找错' }).click()
  await page.getByRole('button', { name: /交班并打印日报/ }).click()
  await expect(page.getByText('-84.23').first()).toBeVisible()
  await looksSound(page)
})

test('收费员看不到不该看的', async ({ page, browser, baseURL }) => {
  await signIn(page)
  const { id } = await billedCommunity(page, '权限园')
  const username = `shoufei${Date.now() % 100_000}`
  const opened = await call<{ id: number; oneTimePassword: string }>(page, 'POST', '/api/staff', { username, name: '收费员甲' })
  await call(page, 'POST', `/api/staff/${opened.id}/grants`, { role: 'fee_collector', communityId: id, fromOn: '2026-01-01' })

  const other = await (await browser.newContext({ baseURL: baseURL!, locale: 'zh-CN' })).newPage()
  await other.goto('/')
  await other.getByLabel('账号').fill(username)
  await other.getByLabel('密码').fill(opened.oneTimePassword)
  await other.keyboard.press('Enter')
  await expect(other.getByLabel(/新密码/).first()).toBeVisible()
  await other.evaluate(() => fetch('/api/session'))
  await call(other, 'PUT', '/api/session/password', { current: opened.oneTimePassword, next: 'shou-fei-yuan-de-mi-ma' })
  await other.goto(`/c/${id}`)
  await expect(other.getByRole('link', { name: '收费台' }).first()).toBeVisible()
  for (const hidden of ['账号', '岗位权限', '审计', '结账']) await expect(other.getByRole('link', { name: hidden, exact: true })).toHaveCount(0)
  const refused = await other.evaluate(async community => (await Promise.all([
    '/api/staff', `/api/communities/${community}/audit`, `/api/communities/${community}/ledger/trial-balance`].map(path => fetch(path)))).map(answer => answer.status), id)
  expect(refused).toEqual([403, 403, 403])
})
