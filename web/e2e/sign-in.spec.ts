import { expect, looksSound, signIn, test } from './story'

test('没登录打开里面的页面，登录后回到那里', async ({ page }) => {
  await page.goto('/communities?from=mail')
  await expect(page.getByRole('heading', { name: '登录' })).toBeVisible()
  await looksSound(page)
  await signIn(page, undefined, '/communities?from=mail')
  await expect(page).toHaveURL(/\/communities\?from=mail/)
})

test('密码不对，说清楚，留在原处', async ({ page }) => {
  await page.goto('/sign-in')
  await page.getByLabel('账号').fill('admin')
  await page.getByLabel('密码').fill('wrong-password')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('密码')
  await expect(page).toHaveURL(/sign-in/)
  await expect(page.getByLabel('密码')).toBeFocused()
})

test('建第一个小区，登录过期也不丢表单，退出', async ({ page, context }) => {
  await signIn(page)
  await page.goto('/communities')
  await page.getByRole('button', { name: '新建小区' }).click()
  const name = `登录园${Date.now() % 100000}`
  await page.getByLabel('小区名称').fill(name)
  const cookies = await context.cookies()
  await context.clearCookies()
  expect(cookies.length).toBeGreaterThan(0)
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('登录已过期')).toBeVisible()
  await page.getByLabel('密码').fill('mu-ma-guo-he-2026')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/c\/\d+$/)
  await expect(page.getByRole('button', { name: '切换小区' })).toHaveText(name)
  await looksSound(page)

  await page.getByRole('button', { name: '系统管理员' }).click()
  await page.getByText('退出', { exact: true }).click()
  await expect(page.getByRole('heading', { name: '登录' })).toBeVisible()
})
