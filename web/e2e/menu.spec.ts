import { readFileSync } from 'node:fs'
import type { Locator, Page, Request } from '@playwright/test'
import { expect, looksSound, signIn, test } from './story'

/** 演示数据上的每个岗位，菜单里的每一页：有内容、不报错、1280 宽放得下。 */
interface Account { role: string; username: string; password: string }
const file = process.env.ANJU_DEMO_ACCOUNTS
const accounts: Account[] = file ? (JSON.parse(readFileSync(file, 'utf8')) as Account[]) : []

test.use({ viewport: { width: 1280, height: 720 } })

/** Nothing is asked of the server any more, the page has words and says no more that it is reading: that is ready. */
function watchRequests(page: Page) {
  const open = new Set<Request>()
  page.on('request', request => { if (/\/api\//.test(request.url())) open.add(request) })
  page.on('requestfinished', request => open.delete(request))
  page.on('requestfailed', request => open.delete(request))
  return async (link: string) => {
    await expect.poll(async () => {
      const text = await words(page)
      return open.size === 0 && text.length > 12 && !/正在读取|正在打开/.test(text) && text === await words(page)
    }, { message: `${link} is empty or never ready`, timeout: 15_000, intervals: [50, 100, 100, 200] }).toBe(true)
    return words(page)
  }
}

/** The start page is found with and without its last slash. */
const bare = (path: string) => path.replace(/\/$/, '')

async function words(page: Page) {
  return (await page.locator('main').innerText()).replace(/\s+/g, '')
}

for (const account of accounts)
  test(`${account.username} ${account.role}：菜单里的每一页`, async ({ page }) => {
    test.setTimeout(240_000)
    const ready = watchRequests(page)
    await signIn(page, account)
    await expect(page.getByRole('navigation').first()).toBeVisible()
    const at = /\/c\/\d+/.exec(page.url())?.[0]
    expect(at).toBeTruthy()
    await ready(at!)
    const closed = page.getByRole('navigation', { name: '菜单' }).locator('button[aria-expanded="false"]')
    while (await closed.count()) await closed.first().click()
    const menu = page.getByRole('navigation', { name: '菜单' })
    const pathsOf = (links: Locator) => links.evaluateAll(all => [...new Set(all.map(link => (link as HTMLAnchorElement).pathname))])
    const entries = await pathsOf(menu.locator(`a[href^="${at}"]`))
    expect(entries.length).toBeGreaterThan(1)
    const links = new Set([...entries, ...await pathsOf(page.locator(`a[href^="${at}"]`))])
    for (const link of links) {
      if (account !== accounts[0] && entries.includes(link)) await menu.locator(`a[href="${link}"]`).click()
      else await page.goto(link, { waitUntil: 'commit' })                // as from a bookmark; the first role opens all so
      await expect(page).toHaveURL(url => bare(url.pathname) === bare(link))
      expect(await ready(link), link).not.toMatch(/系统出了意外|没有这个地址|您没有这项权限/)
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), `${link} is too wide`).toBeLessThanOrEqual(0)
    }
    await looksSound(page)
  })
