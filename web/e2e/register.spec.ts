import { call } from './office'
import { expect, signIn, test } from './story'

test('台账：不写一行代码，做一本新的，马上写一条', async ({ page }) => {
  await signIn(page)
  const { id } = await call<{ id: number }>(page, 'POST', '/api/communities', { name: `泳池园${Date.now()}`, booksStart: '2026-07-01' })
  await page.goto(`/c/${id}/register-design/new`)
  await page.getByLabel('名称', { exact: true }).fill('泳池水质记录')
  await page.getByLabel('记什么').fill('每天开放前测一次水质')
  await page.getByLabel('第 1 栏的名称').fill('余氯')
  await page.getByRole('combobox', { name: '谁可以写' }).click({ force: true })
  await page.getByRole('option', { name: '维修工' }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '加一栏' }).click()
  await page.getByLabel('第 2 栏的名称').fill('水色')
  await page.getByRole('combobox', { name: '水色的填法' }).click({ force: true })
  await page.getByRole('option', { name: '选一项' }).click()
  await page.getByLabel('水色的选项').fill('清\n浑')
  await page.getByRole('button', { name: '做好，开始用' }).click()

  await page.getByRole('button', { name: '写一条' }).click()
  const drawer = page.getByRole('dialog')
  await drawer.getByLabel('余氯').fill('0.5')
  await drawer.getByText('清', { exact: true }).click()
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('已记入台账')).toBeVisible()
  await expect(page.getByRole('row', { name: /0\.5/ })).toContainText('清')
})
