import { expect, looksSound, signIn, test } from './story'

/** 开账：从新小区到第一张收据，照着页面走，不超过六十个动作（点击、填写、按键各算一个）。 */
test('开账：一步步从建小区到收第一笔款，不超过六十个动作', async ({ page }) => {
  test.setTimeout(180_000)
  let actions = 0
  const click = async (name: string | RegExp, role: 'button' | 'link' = 'button') => { actions++; await page.getByRole(role, { name, exact: typeof name === 'string' }).first().click() }
  const fill = async (label: string, value: string) => { actions++; await page.getByLabel(label, { exact: true }).first().fill(value) }
  const press = async (key: string) => { actions++; await page.keyboard.press(key) }

  await signIn(page)
  actions += 3
  await page.goto('/first-run')
  await click('新建小区')
  await fill('小区名称', `开账园${Date.now() % 100_000}`)
  await press('Control+Enter')
  await expect(page).toHaveURL(/\/c\/\d+\/first-run$/)
  const at = /\/c\/\d+/.exec(page.url())![0]
  await looksSound(page)

  const skipTo = async (step: string, link: string) => {
    await page.goto(`${at}/first-run`)
    for (let tries = 0; tries < 8; tries++) {
      await expect(page.locator('.first-run li.now')).toHaveCount(1)
      if ((await page.locator('.first-run li.now b').innerText()) === step) break
      await click('跳过这一步')
    }
    await click(link, 'link')
  }

  await skipTo('建房屋', '成批生成房屋')
  await fill('楼栋', '1')
  await fill('建筑面积', '100')
  actions += 2
  await page.locator('.el-form-item').filter({ hasText: '状态' }).locator('.el-select').click()
  await page.getByRole('option', { name: '自住' }).click()
  await fill('交房日期', '2026-01-01')
  await press('Tab')
  await press('Control+Enter')
  await expect(page.getByRole('link', { name: '1-1-101' })).toBeVisible()

  await skipTo('定收费标准', '手工建')
  await click('新建收费标准')
  await fill('编码', 'WY')
  await fill('收费项目', '物业管理费')
  await fill('单价', '1.80')
  await press('Control+Enter')
  await expect(page.getByText('物业管理费').first()).toBeVisible()

  await skipTo('出第一个月的账', '去出账')
  await click('出账')
  await expect(page.getByRole('button', { name: /算 \d{4}年.*的草稿/ })).toBeVisible()
  await press('Control+Enter')
  await expect(page).toHaveURL(/bill-runs\/\d+$/)
  await click('发布')
  await click(/^发布 .* 行$/)
  await expect(page.getByText('已发布', { exact: true }).first()).toBeVisible()

  await skipTo('收第一笔款', '去收费台')
  await click('开班')
  const search = page.getByRole('combobox', { name: '找一户' })
  await expect(search).toBeFocused()
  actions++
  await page.keyboard.type('1-1-101')
  await press('Enter')
  await expect(page.locator('.due')).toContainText('180.00')
  await expect(page.getByLabel('实收金额 1')).toBeFocused()
  const printed = page.waitForRequest(/receipt\.html/)
  await press('Enter')
  await printed
  expect(actions).toBeLessThanOrEqual(60)
  await page.goto(`${at}/first-run`)
  await expect(page.getByText('开账完成')).toBeVisible()
})
