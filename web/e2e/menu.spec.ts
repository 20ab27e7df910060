import { readFileSync } from 'node:fs'
import type { Locator, Page, Request } from '@playwright/test'
import { expect, looksSound, signIn, test } from './story'

/** 演示数据上的每个岗位，菜单里的每一页：有内容、不报错、1280 宽放得下。 */
interface Account { role: string; username: string; password: string }
const file = process.env.ANJU_DEMO_ACCOUNTS
const accounts: Account[] = file ? (JSON.parse(readFileSync(file, 'utf8')) as Account[]) : []

test.use({ viewport: { width: 1280, height: 720 } })

interface Look { text: string; steady: boolean; over: number }

/** Within the page, so that one question tells all: its words now and two frames later, and how far it is wider than the window. */
function look(): Promise<Look> {
  const words = () => (document.querySelector('main')?.innerText ?? '').replace(/\s+/g, '')
  const text = words()
  return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() =>
    done({ text, steady: text === words(), over: document.documentElement.scrollWidth - innerWidth }))))
}

/** Nothing is asked of the server any more, the page has words and says no more that it is reading: that is ready. */
function watchRequests(page: Page) {
  const open = new Set<Request>()
  let quiet = () => {}
  const over = (request: Request) => { open.delete(request); if (!open.size) quiet() }
  page.on('request', request => { if (/^http/.test(request.url())) open.add(request) })
  page.on('requestfinished', over)
  page.on('requestfailed', over)
  return async (link: string) => {
    const patience = Date.now() + 15_000
    for (;;) {
      if (open.size) await Promise.race([new Promise<void>(done => { quiet = done }), page.waitForTimeout(Math.max(1, patience - Date.now()))])
      const seen = await page.evaluate(look)
      if (!open.size && seen.steady && seen.text.length > 12 && !/正在读取|正在打开/.test(seen.text)) return seen
      if (Date.now() > patience) throw new Error(`${link} is empty or never ready: ${seen.text.slice(0, 200)} ${[...open].map(request => request.url()).join(' ')}`)
      await page.waitForTimeout(30)
    }
  }
}

/** The start page is found with and without its last slash. */
const bare = (path: string) => path.replace(/\/$/, '')

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
      const { text, over } = await ready(link)
      expect(text, link).not.toMatch(/系统出了意外|没有这个地址|您没有这项权限/)
      expect(over, `${link} is too wide`).toBeLessThanOrEqual(0)
    }
    await looksSound(page)
  })
