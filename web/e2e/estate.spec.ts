import { fileURLToPath } from 'node:url'
import { expect, looksSound, signIn, test } from './story'
import type { Page } from '@playwright/test'

const ROSTER = fileURLToPath(new URL('../../acceptance/qingchuan/roster.xlsx', import.meta.url))

async function newCommunity(page: Page, name: string) {
  await page.goto('/communities')
  await page.getByRole('button', { name: '新建小区' }).first().click()
  await page.getByLabel('小区名称').fill(`${name}${Date.now() % 1_000_000}`)
  await page.keyboard.press('Control+Enter')
  await expect(page).toHaveURL(/\/c\/\d+$/)
  return new URL(page.url()).pathname
}

test('导入业主名册：先看，再写入，退回的行说得出原因，搜得到房屋', async ({ page }) => {
  test.slow()
  await signIn(page)
  const base = await newCommunity(page, '导入园')
  await page.goto(`${base}/rooms`)
  await page.getByRole('button', { name: '导入名册' }).first().click()
  await expect(page.getByRole('button', { name: '下载模板' })).toBeVisible()
  await looksSound(page)

  await page.locator('input[type=file]').setInputFiles(ROSTER)
  await expect(page.getByRole('button', { name: '写入 434 行' })).toBeVisible({ timeout: 40_000 })
  await expect(page.getByRole('tab', { name: '退回 14' })).toBeVisible()
  await expect(page.getByText('本表前面已有房号 1-2-502')).toBeVisible()
  await looksSound(page)
  await page.getByRole('button', { name: '写入 434 行' }).click()
  await expect(page.getByText('已导入')).toBeVisible({ timeout: 40_000 })
  const rejects = page.waitForEvent('download')
  await page.getByRole('button', { name: '下载退回的行' }).click()
  expect((await rejects).suggestedFilename()).toContain('.xlsx')

  await page.keyboard.press('Control+K')
  await page.keyboard.type('1栋1单元1101')
  await expect(page.getByRole('option').first()).toContainText('1-1-1101')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/rooms\/\d+$/)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('1-1-1101')
  await expect(page.getByText('142.31㎡')).toBeVisible()
  await expect(page.getByLabel('时间线').getByText('建档 1-1-1101', { exact: false })).toBeVisible()
  await looksSound(page)
})

test('成批生成房屋，从房态图点到房屋', async ({ page }) => {
  test.slow()
  await signIn(page)
  const base = await newCommunity(page, '生成园')
  await page.goto(`${base}/rooms`)
  await page.getByRole('button', { name: '成批生成' }).first().click()
  await expect(page.getByRole('button', { name: '生成 1,728 间' })).toBeVisible()
  await page.getByRole('textbox', { name: '楼栋' }).fill('1-2')
  await page.getByLabel('最高层').fill('3')
  await page.keyboard.press('Tab')
  await expect(page.getByText('从 1-1-101 到 2-2-304')).toBeVisible()
  await page.getByLabel('建筑面积').fill('89.5')
  await page.getByRole('button', { name: '生成 48 间' }).click()
  await expect(page.getByText('共 48 条')).toBeVisible()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await looksSound(page)

  await page.getByRole('button', { name: '成批生成' }).first().click()
  await page.getByRole('textbox', { name: '楼栋' }).fill('2-3')
  await page.getByLabel('最高层').fill('3')
  await page.keyboard.press('Tab')
  await expect(page.getByText('已经登记，跳过')).toContainText('24')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '不保存，离开' }).click()

  await page.getByRole('link', { name: '房态图' }).click()
  await expect(page.getByRole('button', { name: '未交付 48' })).toBeVisible()
  await looksSound(page)
  await page.getByRole('link', { name: /^2栋/ }).click()
  await expect(page.getByRole('heading', { level: 1, name: '2栋' })).toBeVisible()
  await page.getByText('交付', { exact: true }).click()
  await expect(page).toHaveURL(/view=handover/)
  await page.getByRole('button', { name: '未定日期 24' }).click()
  await expect(page).toHaveURL(/only=NONE/)
  await looksSound(page)
  await page.getByRole('link', { name: /^2-2-304 / }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('2-2-304')
})
