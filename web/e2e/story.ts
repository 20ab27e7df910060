import { AxeBuilder } from '@axe-core/playwright'
import { expect, test as base, type Page, type Request } from '@playwright/test'
import { ADMIN } from './server'

export { expect }

/** A story fails on any error in the console (a refusal, and a network that the story itself took away, are none) and on any request that leaves the server. */
export const test = base.extend<{ watched: void }>({
  baseURL: async ({}, use) => { await use(process.env.ANJU_E2E_URL) },
  watched: [async ({ page, baseURL }, use, story) => {
    const wrong: string[] = []
    const asked = new Map<Request, string>()
    page.on('dialog', dialog => { if (dialog.type() === 'alert') wrong.push(`dialog: ${dialog.message()}`); void dialog.dismiss() })   // what somebody typed has run
    page.on('pageerror', error => wrong.push(error.stack ?? error.message))
    page.on('console', message => { if (message.type() === 'error' && !/status of 4\d\d|ERR_CONNECTION_REFUSED/.test(message.text())) wrong.push(message.text()) })
    page.on('request', request => {
      if (/^http/.test(request.url()) && !request.url().startsWith(baseURL!)) wrong.push(`outside: ${request.url()}`)
      if (/\/api\//.test(request.url())) asked.set(request, 'not answered')
    })
    page.on('response', response => { if (asked.has(response.request())) asked.set(response.request(), String(response.status())) })
    page.on('requestfailed', request => { if (asked.has(request)) asked.set(request, request.failure()?.errorText ?? 'failed') })
    await use()
    if (story.status !== story.expectedStatus) {
      console.log([`${story.title}: ${page.url()}`, ...[...asked].slice(-15).map(([request, answer]) => `  ${request.method()} ${request.url()} ${answer}`),
        `  ${(await page.locator('body').innerText({ timeout: 1000 }).catch(String)).replace(/\s+/g, ' ').slice(-600)}`].join('\n'))
    }
    expect(wrong).toEqual([])
  }, { auto: true }],
})

export async function signIn(page: Page, who: { username: string; password: string } = ADMIN, to = '/') {
  await page.goto(to)
  await page.getByLabel('账号').fill(who.username)
  await page.getByLabel('密码').fill(who.password)
  await page.keyboard.press('Enter')
  await expect(page).not.toHaveURL(/sign-in/)
}

/** No serious accessibility faults, nothing wider than the window. */
export async function looksSound(page: Page) {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa']).analyze()
  expect(violations.filter(each => each.impact === 'serious' || each.impact === 'critical')
    .map(each => `${each.id}: ${each.nodes.map(node => node.target.join(' ')).join(', ')}`)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
}
