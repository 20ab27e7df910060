import { readFileSync } from 'node:fs'
import { expect, looksSound, signIn, test } from './story'

/** 演示数据上的每个岗位，菜单里的每一页：有内容、不报错、1280 宽放得下。 */
interface Account { role: string; username: string; password: string }
const file = process.env.ANJU_DEMO_ACCOUNTS
const accounts: Account[] = file ? (JSON.parse(readFileSync(file, 'utf8')) as Account[]) : []

test.use({ viewport: { width: 1280, height: 720 } })

for (const account of accounts)
  test(`${account.username} ${account.role}：菜单里的每一页`, async ({ page }) => {
    test.setTimeout(240_000)
    await signIn(page, account)
    await expect(page.getByRole('navigation').first()).toBeVisible()
    const at = /\/c\/\d+/.exec(page.url())?.[0]
    expect(at).toBeTruthy()
    for (const more of await page.getByRole('navigation').first().getByRole('button').all()) await more.click().catch(() => undefined)
    const links = await page.locator(`a[href^="${at}"]`).evaluateAll(all => [...new Set(all.map(link => (link as HTMLAnchorElement).pathname))])
    expect(links.length).toBeGreaterThan(1)
    for (const link of links) {
      await page.goto(link)
      await expect(page.locator('main')).not.toBeEmpty()
      await page.waitForLoadState('networkidle')
      const words = (await page.locator('main').innerText()).replace(/\s+/g, '')
      expect(words.length, `${link} is empty`).toBeGreaterThan(12)
      expect(words, link).not.toMatch(/系统出了意外|没有这个地址|您没有这项权限/)
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), `${link} is too wide`).toBeLessThanOrEqual(0)
    }
    await looksSound(page)
  })
