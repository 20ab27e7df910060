import { expect, type Browser, type Page } from '@playwright/test'

/** Calls the interface as the page does: with its session and its token. */
export async function call<T>(page: Page, method: string, path: string, body?: object): Promise<T> {
  return page.evaluate(async ([verb, url, json]) => {
    const token = /XSRF-TOKEN=([^;]+)/.exec(document.cookie)?.[1] ?? ''
    const answer = await fetch(url!, { method: verb, headers: { 'Content-Type': 'application/json', 'X-XSRF-TOKEN': decodeURIComponent(token), 'Idempotency-Key': crypto.randomUUID() }, body: json })
    if (!answer.ok) throw new Error(`${verb} ${url}: ${await answer.text()}`)
    const text = await answer.text()
    return text ? JSON.parse(text) : undefined
  }, [method, path, body && JSON.stringify(body)] as const) as Promise<T>
}

/** Rooms of 102.35 ㎡ at 1.80, two on a floor, September billed and published: 184.23 each. */
export async function billedCommunity(page: Page, name: string, floors = 2) {
  const { id } = await call<{ id: number }>(page, 'POST', '/api/communities', { name: `${name}${Date.now() % 100_000}`, booksStart: '2026-09-01' })
  const at = `/api/communities/${id}`
  await call(page, 'POST', `${at}/rooms/generations`, { buildings: '3', entrances: 1, fromFloor: 1, toFloor: floors, roomsPerFloor: 2, kind: 'HOUSE', grossArea: '102.35', status: 'SELF_USED', handoverOn: '2026-01-01' })
  await call(page, 'POST', `${at}/tariffs`, { code: 'WY', chargeItem: '物业管理费', rule: 'BY_AREA', price: '1.80', lateFeeRate: '0', roomKinds: ['HOUSE'], isYearly: false, from: '2026-01-01', dueDay: 15, isDeveloperCharged: false })
  const run = await call<{ id: number }>(page, 'POST', `${at}/bill-runs`, { month: '2026-09' })
  for (let tries = 0; tries < 200; tries++) {
    const { state } = await call<{ state: string }>(page, 'GET', `${at}/bill-runs/${run.id}`)
    if (state === 'draft') break
    await page.waitForTimeout(100)
  }
  await call(page, 'POST', `${at}/bill-runs/${run.id}/publish`, {})
  const { items } = await call<{ items: { code: string }[] }>(page, 'GET', `${at}/rooms?sort=code`)
  return { id, at, rooms: items.map(room => room.code) }
}

/** Somebody else at another desk, signed in with a password of his own. */
export async function colleague(page: Page, browser: Browser, baseURL: string | undefined, role: string, community: number) {
  const username = `${role}${Date.now() % 1_000_000}`
  const opened = await call<{ id: number; oneTimePassword: string }>(page, 'POST', '/api/staff', { username, name: '同事' })
  await call(page, 'POST', `/api/staff/${opened.id}/grants`, { role, communityId: community })
  const other = await (await browser.newContext({ baseURL: baseURL!, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })).newPage()
  await other.goto('/')
  await call(other, 'POST', '/api/session', { username, password: opened.oneTimePassword })
  await call(other, 'GET', '/api/session')
  await call(other, 'PUT', '/api/session/password', { current: opened.oneTimePassword, next: 'ling-wai-yi-wei-2026' })
  return other
}

/** Approves whatever waits for this colleague, on his page. */
export async function approveOn(other: Page, community: number) {
  await other.goto(`/c/${community}/approvals`)
  await other.getByRole('row').nth(1).click()
  await other.getByRole('button', { name: '同意', exact: true }).click()
  await expect(other.getByText(/已同意|已通过|通过/).first()).toBeVisible()
}
