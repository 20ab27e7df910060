import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, cpSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ADMIN = { username: 'admin', password: 'mu-ma-guo-he-2026' }
const JAR = fileURLToPath(new URL('../../server/target/anju.jar', import.meta.url))
const CLOCK = fileURLToPath(new URL('../../server/target/test-classes/cn/anju/demo/BrowserClock.class', import.meta.url))
const JAVA = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin/java') : 'java'

/** Starts the built server once, on a fresh data folder and a free port, and stops it again. */
export default async function startServer() {
  if (process.env.ANJU_E2E_URL) return undefined
  const data = mkdtempSync(join(tmpdir(), 'anju e2e '))        // a blank in the path on purpose
  const port = await freePort()
  const url = `http://localhost:${port}`
  const log = join(data, 'server.log')
  const out = openSync(log, 'w')
  const clock = join(data, 'clock')
  const beside = layClockBeside(data)
  const server = spawn(JAVA, ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', `-Danju.browser-clock=${clock}`, `-Dloader.path=${beside}`, '-Dloader.main=cn.anju.Anju',
    '-cp', JAR, 'org.springframework.boot.loader.launch.PropertiesLauncher', 'start'], { stdio: ['ignore', out, out], env: {
    ...process.env, ANJU_PORT: String(port), ANJU_DATA: join(data, 'data'), ANJU_ADMIN_PASSWORD: ADMIN.password } })
  closeSync(out)
  await answering(`${url}/api/session`, server, log)
  process.env.ANJU_E2E_URL = url
  process.env.ANJU_E2E_CLOCK = clock
  return async () => {
    const ended = new Promise(resolve => { server.once('exit', resolve) })
    server.kill('SIGTERM')
    const late = setTimeout(() => server.kill('SIGKILL'), 30_000)
    await ended
    clearTimeout(late)
    rmSync(data, { recursive: true, force: true })
  }
}

/** The stories' clock is no part of the jar: it lies in a folder of its own beside it. */
function layClockBeside(data: string) {
  const beside = join(data, 'beside')
  for (const folder of ['cn/anju/demo', 'META-INF']) mkdirSync(join(beside, folder), { recursive: true })
  cpSync(CLOCK, join(beside, 'cn/anju/demo/BrowserClock.class'))
  writeFileSync(join(beside, 'META-INF/spring.factories'), 'org.springframework.context.ApplicationContextInitializer=cn.anju.demo.BrowserClock\n')
  return beside
}

/** Moves the server's clock (Beijing time, or `now` for the real one); back when the service desk has done what was due by then. */
export async function setClock(to: string) {
  const file = process.env.ANJU_E2E_CLOCK!
  writeFileSync(`${file}.new`, to)
  renameSync(`${file}.new`, file)
  for (let tries = 0; existsSync(file); tries++) {
    if (tries > 200) throw new Error(`The clock did not move to ${to}`)
    await new Promise(resolve => { setTimeout(resolve, 50) })
  }
}

async function answering(url: string, server: ChildProcess, log: string) {
  const patience = Date.now() + 120_000
  while (Date.now() < patience) {
    if (server.exitCode !== null) break
    if (await fetch(url).then(answer => answer.ok, () => false)) return
    await new Promise(resolve => { setTimeout(resolve, 300) })
  }
  server.kill('SIGTERM')
  throw new Error(`The server did not start:\n${readFileSync(log, 'utf8').slice(-4000)}`)
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject).listen(0, () => {
      const address = probe.address()
      probe.close(() => { resolve(typeof address === 'object' && address ? address.port : 0) })
    })
  })
}
