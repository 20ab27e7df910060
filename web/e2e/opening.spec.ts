import { billedCommunity, call } from './office'
import { expect, looksSound, signIn, test } from './story'

const SHEET = `类别,楼栋,单元,房号,收费项目,账期起,账期止,应缴日,违约金日率,金额,备注
欠费,,,ROOM,物业费,2026-04-01,2026-06-30,2026-04-30,0.001,300.00,
预存,,,ROOM,,,,,,88.00,
押金,,,ROOM,,,,,,500.00,装修押金
现金,,,,,,,,,1000.00,
银行,,,,,,,,,20000.00,
`

test('期初余额：看合计再导入，自己不能核对，另一人核对入账，房屋页看得到', async ({ page, browser, baseURL }) => {
  await signIn(page)
  const { id, rooms } = await billedCommunity(page, '期初园')
  await page.goto(`/c/${id}/opening-balances`)
  await expect(page.getByText('还没有期初余额')).toBeVisible()
  const template = page.waitForEvent('download')
  await page.getByRole('button', { name: '下载模板' }).click()
  expect((await template).suggestedFilename()).toMatch(/xlsx$/)
  await page.getByRole('button', { name: '导入期初余额' }).first().click()
  await page.locator('input[type=file]').setInputFiles({ name: '期初.csv', mimeType: 'text/csv', buffer: Buffer.from(SHEET.replaceAll('ROOM', rooms[0]!)) })
  await expect(page.getByLabel('金额合计')).toContainText('20,000.00')
  await page.getByRole('button', { name: '写入 5 行' }).click()
  await page.getByRole('button', { name: '去核对入账' }).click()
  await expect(page.getByText('须由您以外的人核对入账')).toBeVisible()
  await expect(page.getByRole('button', { name: '核对无误，入账' })).toHaveCount(0)
  await looksSound(page)

  const username = `kuaiji${Date.now() % 100_000}`
  const made = await call<{ id: number; oneTimePassword: string }>(page, 'POST', '/api/staff', { username, name: '会计甲' })
  await call(page, 'POST', `/api/staff/${made.id}/grants`, { role: 'accountant', communityId: id, fromOn: '2026-01-01' })
  const other = await (await browser.newContext({ baseURL: baseURL!, locale: 'zh-CN' })).newPage()
  await signIn(other, { username, password: made.oneTimePassword })
  await expect(other.getByLabel(/新密码/).first()).toBeVisible()
  await call(other, 'PUT', '/api/session/password', { current: made.oneTimePassword, next: 'kuai-ji-yuan-de-mi-ma' })
  await other.goto(`/c/${id}/opening-balances`)
  await other.getByRole('button', { name: '核对无误，入账' }).click()
  await expect(other.getByText(/欠费 300.00 元，预存 88.00 元，押金 500.00 元，现金 1,000.00 元，银行 20,000.00 元/)).toBeVisible()
  await other.getByRole('button', { name: '核对无误，入账' }).last().click()
  await expect(other.getByText('已入账').first()).toBeVisible()

  const { items } = await call<{ items: { id: number; code: string }[] }>(page, 'GET', `/api/communities/${id}/rooms?sort=code`)
  await page.goto(`/c/${id}/rooms/${items[0]!.id}?tab=payments`)
  await page.getByRole('button', { name: /预存余额/ }).click()
  await expect(page.getByRole('link', { name: '期初', exact: true })).toBeVisible()
  await expect(page.getByText('装修押金')).toBeVisible()
  await looksSound(page)
})
