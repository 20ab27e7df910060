import type { Page } from '@playwright/test'
import { expect, looksSound, signIn, test } from './story'

const MONTH = '2026-10'

/** Calls the interface as the page does: with its session and its token. */
async function call<T>(page: Page, method: string, path: string, body?: object): Promise<T> {
  return page.evaluate(async ([verb, url, json]) => {
    const token = /XSRF-TOKEN=([^;]+)/.exec(document.cookie)?.[1] ?? ''
    const answer = await fetch(url!, { method: verb, headers: { 'Content-Type': 'application/json', 'X-XSRF-TOKEN': decodeURIComponent(token) }, body: json })
    if (!answer.ok) throw new Error(`${verb} ${url}: ${await answer.text()}`)
    return answer.json()
  }, [method, path, body && JSON.stringify(body)] as const) as Promise<T>
}

/** Two floors of two rooms, a water meter in each, a price per square metre and a tiered one for water. */
async function smallCommunity(page: Page) {
  const { id } = await call<{ id: number }>(page, 'POST', '/api/communities', { name: `月账园${Date.now() % 100_000}`, booksStart: '2026-09-01' })
  const at = `/api/communities/${id}`
  await call(page, 'POST', `${at}/rooms/generations`, { buildings: '3', entrances: 1, fromFloor: 1, toFloor: 2, roomsPerFloor: 2, kind: 'HOUSE', grossArea: '102.35', status: 'SELF_USED', handoverOn: '2026-01-01' })
  const { items: rooms } = await call<{ items: { code: string }[] }>(page, 'GET', `${at}/rooms?sort=code`)
  for (const [index, room] of rooms.entries())
    await call(page, 'POST', `${at}/metering/meters`, { number: `W${index + 1}`, kind: '水', room: room.code, multiplier: '1', digits: 5, startReading: '100', startOn: '2026-08-31' })
  const common = { roomKinds: ['HOUSE'], isYearly: false, from: '2026-01-01', dueDay: 15, isDeveloperCharged: false }
  await call(page, 'POST', `${at}/tariffs`, { ...common, code: 'WY', chargeItem: '物业管理费', rule: 'BY_AREA', price: '1.80', lateFeeRate: '0.0005' })
  await call(page, 'POST', `${at}/tariffs`, { ...common, code: 'SF', chargeItem: '水费', rule: 'METERED', tiers: '0-15:5.00;15-:7.00', meterKind: '水' })
  return { id, rooms: rooms.map(room => room.code) }
}

test('出一个月的账：抄表、算草稿、核对、发布、一行行说得清', async ({ page }) => {
  await signIn(page)
  const { id, rooms } = await smallCommunity(page)

  // Read the meters without the mouse: Enter saves and goes on.
  await page.goto(`/c/${id}/readings?month=${MONTH}`)
  const field = (number: string) => page.getByLabel(new RegExp(`${number} 本期读数`))
  await field('W1').focus()
  for (const value of ['112', '120.5', '90']) {
    await page.keyboard.type(value)
    await page.keyboard.press('Enter')
  }
  await expect(field('W4')).toBeFocused()
  await expect(page.getByText('已抄 2 / 4')).toBeVisible()
  await expect(page.getByRole('row').filter({ has: field('W2') })).toContainText('20.5')
  await expect(page.getByRole('alert')).toContainText('90')
  await looksSound(page)

  // The third was misread; the fourth nobody could reach.
  await field('W3').fill('110')
  await page.keyboard.press('Enter')
  await expect(page.getByText('已抄 3 / 4')).toBeVisible()
  await expect(page.getByRole('alert')).toHaveCount(0)

  await page.goto(`/c/${id}/bill-runs?month=${MONTH}`)
  await expect(page.getByText(/还有 1 只表没有 2026年10月 的读数/)).toBeVisible()
  await page.keyboard.press('Control+Enter')
  await expect(page).toHaveURL(/bill-runs\/\d+$/)
  await expect(page.getByText('草稿', { exact: true }).first()).toBeVisible({ timeout: 30_000 })
  await expect(page.getByRole('tab', { name: '1 缺读数' })).toBeVisible()
  // 4 × 1.80 × 102.35 = 4 × 184.23; water 60.00 + (75.00 + 5.5 × 7.00) + 50.00
  await expect(page.getByText('这次合计 7 行，960.42 元')).toBeVisible()
  await looksSound(page)

  await page.getByRole('button', { name: '发布' }).click()
  await expect(page.getByText(/将发布 2026年10月 的 7 行账单，共 960.42 元/)).toBeVisible()
  await page.getByRole('button', { name: '发布 7 行' }).click()
  await expect(page.getByText('已发布', { exact: true }).first()).toBeVisible()

  await page.goto(`/c/${id}/bills?text=${rooms[1]}`)
  await page.getByRole('link', { name: '水费' }).click()
  await expect(page.getByText('15 × 5.00 + 5.5 × 7.00')).toBeVisible()
  await expect(page.getByText('113.50').first()).toBeVisible()
  await expect(page.getByText('第 2 档（15 以上）单价 7.00 元')).toBeVisible()
  await looksSound(page)

  await page.goto(`/c/${id}/arrears?asOf=2026-12-31`)
  await expect(page.getByRole('link', { name: rooms[0] })).toBeVisible()
  await expect(page.getByText('960.42').first()).toBeVisible()
  await looksSound(page)

  // Undone again: nobody paid, nothing stays.
  await page.goto(`/c/${id}/bill-runs`)
  await page.getByRole('link', { name: '2026年10月' }).click()
  await page.getByRole('button', { name: '撤销' }).click()
  await page.getByRole('button', { name: '单价有误，改后重出' }).click()
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText(/冲红 7 行 960.42 元/)).toBeVisible()
  await expect(page.getByText('这次出账的账单已全部撤销。')).toBeVisible()
})
