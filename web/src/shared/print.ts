import { send } from '@/api/client'
import { OFFLINE, problemOf } from '@/api/problem'
import { sayRefused } from './say'

/** 打印服务端给的一页，页面不动。要记一次的（收据）用 POST。 */
export async function printPage(url: string, method: 'GET' | 'POST' = 'GET'): Promise<void> {
  const html = await fetchOrSay(url, response => response.text(), method)
  if (html !== undefined) await printHtml(html)
}

/**
 * 在隐藏的框架里打开，直接交给打印机。
 *
 * The frame is sandboxed, so it has an origin and a process of its own: while a page prints, no key reaches the scripts
 * of its process, and at the counter the next household is already being typed.
 */
export function printHtml(html: string): Promise<void> {
  const frame = document.createElement('iframe')
  frame.setAttribute('aria-hidden', 'true')
  frame.setAttribute('sandbox', 'allow-scripts allow-modals')
  frame.inert = true                            // the cursor can never go in
  frame.style.cssText = 'position:fixed;width:0;height:0;border:0;visibility:hidden'
  frame.srcdoc = `${html}<script src="/print.js"></script>`
  const printed = new Promise<void>(resolve => {
    addEventListener('message', function done(event) {
      if (event.source !== frame.contentWindow) return
      removeEventListener('message', done)
      frame.remove()
      resolve()
    })
  })
  document.body.append(frame)
  return printed
}

/** 下载一个文件；被拒绝时说明原因，而不是存下一个坏文件。 */
export async function download(url: string, name?: string): Promise<void> {
  await fetchOrSay(url, async response => {
    const link = document.createElement('a')
    link.href = URL.createObjectURL(await response.blob())
    link.download = name ?? nameIn(response) ?? url.split('/').at(-1)!.split('?')[0]!
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
  })
}

function nameIn(response: Response): string | undefined {
  const said = response.headers.get('Content-Disposition') ?? ''
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(said)?.[1]
  return encoded ? decodeURIComponent(encoded) : /filename="?([^";]+)"?/i.exec(said)?.[1]
}

/** A page of the server to be shown as it is; nothing after the refusal was shown. */
export function pageText(url: string): Promise<string | undefined> {
  return fetchOrSay(url, response => response.text())
}

async function fetchOrSay<T>(url: string, take: (response: Response) => Promise<T>, method = 'GET'): Promise<T | undefined> {
  try {
    const response = await send(new Request(new URL(url, location.origin), { method }))
    if (response.ok) return await take(response)
    sayRefused(problemOf(response.status, await response.json().catch(() => undefined)).detail)
  } catch {
    sayRefused(OFFLINE.detail)
  }
  return undefined
}
