import type { Page } from '@playwright/test'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { call } from './office'
import { expect, looksSound, signIn, test } from './story'
import { ADMIN } from './server'

/** The network between the phone and the server, which can be taken away. */
const network = { cut: () => {}, heal: async () => {} }

test.use({
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  baseURL: async ({}, use) => {
    const server = new URL(process.env.ANJU_E2E_URL!)
    const sockets = new Set<Socket>()
    const door = createServer(phone => {
      const far = connect(Number(server.port), server.hostname)
      for (const [from, to] of [[phone, far], [far, phone]] as const) {
        sockets.add(from)
        from.pipe(to).on('error', () => from.destroy())
        from.on('error', () => to.destroy()).on('close', () => to.destroy())
      }
    })
    const open = (port: number) => new Promise<void>(resolve => { door.listen(port, '127.0.0.1', resolve) })
    await open(0)
    const { port } = door.address() as AddressInfo
    network.cut = () => {
      door.close()
      for (const socket of sockets) socket.destroy()
      sockets.clear()
    }
    network.heal = () => open(port)
    await use(`http://localhost:${port}`)
    network.cut()
  },
})

test('外勤抄表：没有网络也抄，关了再开还在，有网自己传', async ({ page, context }) => {
  await signIn(page)
  const { id } = await call<{ id: number }>(page, 'POST', '/api/communities', { name: `外勤园${Date.now() % 100_000}`, booksStart: '2026-09-01' })
  const at = `/api/communities/${id}`
  await call(page, 'POST', `${at}/rooms/generations`, { buildings: '3', entrances: 1, fromFloor: 1, toFloor: 1, roomsPerFloor: 2, kind: 'HOUSE', grossArea: '80', status: 'SELF_USED', handoverOn: '2026-01-01' })
  const { items: rooms } = await call<{ items: { code: string }[] }>(page, 'GET', `${at}/rooms?sort=code`)
  for (const [index, room] of rooms.entries())
    await call(page, 'POST', `${at}/metering/meters`, { number: `W${index + 1}`, kind: '水', room: room.code, multiplier: '1', digits: 5, startReading: '100', startOn: '2026-08-31' })
  await call(page, 'DELETE', '/api/session')

  await page.goto('/field/')
  await page.getByLabel('账号').fill(ADMIN.username)
  await page.getByLabel('密码').fill('not-the-password')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toBeVisible()
  await page.getByLabel('密码').fill(ADMIN.password)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('link', { name: '抄表', exact: true })).toBeVisible()
  if (await page.locator('#community').count()) await page.locator('#community').selectOption(String(id))
  await page.getByRole('link', { name: '抄表', exact: true }).click()
  await expect(page.getByText('已抄 0 / 2')).toBeVisible()
  await looksSound(page)
  await page.waitForFunction(async () => Boolean(await caches.match('/field/')) && Boolean(navigator.serviceWorker.controller))

  network.cut()
  await page.getByRole('button', { name: /W1/ }).click()
  await page.getByLabel('本次读数').fill('90')
  await expect(page.getByText('比上次还小')).toBeVisible()
  await expect(page.getByRole('button', { name: '记下，下一只' })).toBeDisabled()
  await page.getByLabel('本次读数').fill('112.5')
  await expect(page.getByText('用量 12.5')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByText('W2')).toBeVisible()
  await expect(page.getByRole('status').first()).toContainText('1 条读数存在手机上')

  const again = await context.newPage()                    // the phone was put away, the app opened again
  await page.close()
  await again.goto('/field/meters')
  await expect(again.getByRole('heading', { name: /抄表/ })).toBeVisible()
  await expect(again.getByText('已抄 1 / 2')).toBeVisible()

  await network.heal()
  await again.reload()
  const sheet = () => call<{ lines: { entered?: { value: string } }[] }>(again, 'GET', `${at}/metering/sheet?month=${new Date().toISOString().slice(0, 7)}`)
  await expect.poll(async () => (await sheet()).lines[0]?.entered?.value).toBe('112.5')
  await expect(again.getByRole('status')).toHaveCount(0)
})

test('外勤任务单：维修工只见自己的，没有网络也办也报修，关了再开还在，有网只算一次', async ({ page, context }) => {
  await signIn(page)
  const { id } = await call<{ id: number }>(page, 'POST', '/api/communities', { name: `维修园${Date.now() % 100_000}`, booksStart: '2026-09-01' })
  const at = `/api/communities/${id}`
  await call(page, 'POST', `${at}/rooms/generations`, { buildings: '3,5', entrances: 1, fromFloor: 1, toFloor: 2, roomsPerFloor: 1, kind: 'HOUSE', grossArea: '80', status: 'SELF_USED', handoverOn: '2026-01-01' })
  const { items: rooms } = await call<{ items: { id: number; code: string }[] }>(page, 'GET', `${at}/rooms?sort=code`)
  const mine = await account(page, 'technician', id, '周师傅')
  const other = await account(page, 'technician', id, '吴师傅')
  const order = await sent(page, at, rooms[1]!.id, '水龙头滴水', mine.id, '看水龙头')
  await sent(page, at, rooms[3]!.id, '插座没电', mine.id, '看插座')
  const others = await sent(page, at, rooms[0]!.id, '门锁坏了', other.id, '看门锁')
  await call(page, 'DELETE', '/api/session')
  await call(page, 'POST', '/api/session', { username: mine.username, password: mine.oneTimePassword })
  await call(page, 'GET', '/api/session')
  await call(page, 'PUT', '/api/session/password', { current: mine.oneTimePassword, next: 'wei-xiu-gong-2026' })

  await page.goto('/field/')
  await page.getByRole('link', { name: '工单', exact: true }).click()
  await expect(page.getByText('看水龙头')).toBeVisible()
  await expect(page.getByText('看门锁')).toHaveCount(0)
  expect(await page.evaluate(async url => (await fetch(url)).status, `${at}/work-orders/${others.id}`), 'another technician\'s order').toBe(404)
  await expect(page.getByRole('navigation', { name: '按楼栋走' }).getByRole('button')).toHaveText([/3.*1/, /5.*1/])
  await page.getByRole('navigation', { name: '按楼栋走' }).getByRole('button').last().click()
  await expect(page.getByRole('link', { name: /看插座/ })).toBeInViewport()
  await looksSound(page)
  await page.getByRole('link', { name: '报修', exact: true }).click()                // the places are kept, too
  await expect(page.getByRole('heading', { name: '报修' })).toBeVisible()
  await looksSound(page)
  await page.getByRole('link', { name: '工单', exact: true }).click()
  await page.waitForFunction(async () => Boolean(await caches.match('/field/')) && Boolean(navigator.serviceWorker.controller))
  await expect.poll(() => page.evaluate(() => new Promise<number>(resolve => {
    const open = indexedDB.open('anju-field')
    open.onsuccess = () => { const count = open.result.transaction('pictures').objectStore('pictures').count(); count.onsuccess = () => { open.result.close(); resolve(count.result) } }
  })), { message: 'the desk\'s photos are on the phone' }).toBe(2)

  network.cut()
  await page.getByRole('link', { name: /看水龙头/ }).click()
  await expect(page.getByText('138****0042')).toBeVisible()
  await expect(page.getByText('13812340042')).toHaveCount(0)
  await expect(page.getByText('1 单元　2 层')).toBeVisible()
  await expect(page.getByText('先关总阀')).toBeVisible()
  const picture = page.getByRole('list', { name: '前台的照片' }).getByRole('img')
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth)).toBe(1)
  await page.getByRole('button', { name: '开工' }).click()
  await expect(page.getByRole('button', { name: '完工', exact: true })).toBeVisible()
  await looksSound(page)
  expect(await page.evaluate(() => document.documentElement.scrollWidth), 'nothing sticks out of the phone').toBe(390)
  await page.getByLabel(/拍修前/).setInputFiles(PHOTO)
  await expect(page.getByText('修前照片')).toBeVisible()
  await page.getByRole('button', { name: '用料' }).click()
  await page.getByLabel('是什么料').fill('阀芯')
  await page.getByRole('button', { name: '记下用料' }).click()
  await page.getByRole('button', { name: '住户签字' }).click()
  await page.getByLabel('谁签收').fill('李小明')
  await page.getByLabel('请住户在这里签字').scrollIntoViewIfNeeded()
  const pad = (await page.getByLabel('请住户在这里签字').boundingBox())!
  await page.mouse.move(pad.x + 30, pad.y + 40)
  await page.mouse.down()
  await page.mouse.move(pad.x + 160, pad.y + 120, { steps: 5 })
  await page.mouse.up()
  await page.getByRole('button', { name: '签好了' }).click()
  await page.getByRole('button', { name: '完工', exact: true }).click()
  await page.getByLabel('办成了什么样').fill('换了阀芯')
  await page.getByLabel('办成了什么样').press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('status').first()).toContainText('5 笔工单存在手机上')
  await page.getByRole('link', { name: '报修', exact: true }).click()
  await page.getByLabel('什么事').fill('楼道灯不亮')
  await page.getByRole('button', { name: '房屋' }).click()
  await page.getByLabel('房号').fill(rooms[2]!.code)
  await page.getByLabel(/拍照/).setInputFiles(PHOTO)
  await page.getByRole('button', { name: '记下，有网络就报' }).click()
  await expect(page.getByText('1 件还在手机上')).toBeVisible()
  await expect(page.getByRole('status').first()).toContainText('6 笔工单存在手机上')

  const again = await context.newPage()                    // the phone was put away, the app opened again
  await page.close()
  await again.goto('/field/orders')
  await expect(again.getByText('今天了了的')).toBeVisible()
  await expect(again.getByText('5 笔没传')).toBeVisible()

  await network.heal()
  await again.reload()
  await expect(again.getByText('完工', { exact: true })).toBeVisible()
  await expect(again.getByRole('status')).toHaveCount(0)
  await again.reload()
  const done = await call<{ materials: unknown[]; photos: { stage: string }[]; signedBy: string }>(again, 'GET', `${at}/work-orders/${order.id}/done`)
  expect([done.materials.length, done.photos.map(each => each.stage), done.signedBy]).toEqual([1, ['BEFORE', 'SIGNATURE'], '李小明'])
  expect((await call<{ state: string }>(again, 'GET', `${at}/work-orders/${order.id}`)).state).toBe('FINISHED')
  const reports = await call<{ title: string; number: string }[]>(again, 'GET', `${at}/field/reports`)
  expect(reports.map(each => each.title), 'reported once').toEqual(['楼道灯不亮'])
})

const PHOTO = { name: '照片.png', mimeType: 'image/png', buffer: Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64') }

/** A colleague with an account in this community, who has not signed in yet. */
async function account(page: Page, role: string, community: number, name: string) {
  const username = `${role}${Date.now() % 10_000_000}`
  const opened = await call<{ id: number; oneTimePassword: string }>(page, 'POST', '/api/staff', { username, name })
  await call(page, 'POST', `/api/staff/${opened.id}/grants`, { role, communityId: community })
  return { username, ...opened }
}

/** A resident's repair as the desk takes it in, with a note and a photo, and somebody sent. */
async function sent(page: Page, at: string, roomId: number, title: string, technicianId: number, task: string) {
  const when = new Date(Date.now() + 86_400_000).toISOString()
  const ticket = await call<{ id: number }>(page, 'POST', `${at}/tickets`, { kind: 'REPAIR', source: 'PHONE', urgency: 'NORMAL', roomId, title, reporter: '李小明', phone: '13812340042',
    wishedFrom: when, promisedAt: when, readBack: true, introduced: false })
  await call(page, 'POST', `${at}/tickets/${ticket.id}/notes`, { text: '住户说先关总阀', isInternal: false })
  await page.evaluate(async ([url, png]) => {
    const body = new FormData()
    body.append('file', new Blob([Uint8Array.from(atob(png!), letter => letter.charCodeAt(0))], { type: 'image/png' }), '报修.png')
    const token = /XSRF-TOKEN=([^;]+)/.exec(document.cookie)?.[1] ?? ''
    const answer = await fetch(url!, { method: 'POST', headers: { 'X-XSRF-TOKEN': decodeURIComponent(token) }, body })
    if (!answer.ok) throw new Error(await answer.text())
  }, [`${at}/tickets/${ticket.id}/photos`, PHOTO.buffer.toString('base64')] as const)
  return call<{ id: number }>(page, 'POST', `${at}/tickets/${ticket.id}/work-orders`, { technicianId, task })
}
