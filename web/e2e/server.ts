import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ADMIN = { username: 'admin', password: 'mu-ma-guo-he-2026' }
const JAR = fileURLToPath(new URL('../../server/target/anju.jar', import.meta.url))
const JAVA = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin/java') : 'java'

/** Starts the built server once, on a fresh data folder and a free port, and stops it again. */
export default async function startServer() {
  if (process.env.ANJU_E2E_URL) return undefined
  const data = mkdtempSync(join(tmpdir(), 'anju e2e '))        // a blank in the path on purpose
  const port = await freePort()
  const url = `http://localhost:${port}`
  const log = join(data, 'server.log')
  const out = openSync(log, 'w')
  const server = spawn(JAVA, ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-jar', JAR, 'start'], { stdio: ['ignore', out, out], env: {
    ...process.env, ANJU_PORT: String(port), ANJU_DATA: join(data, 'data'), ANJU_ADMIN_PASSWORD: ADMIN.password } })
  closeSync(out)
  await answering(`${url}/api/session`, server, log)
  process.env.ANJU_E2E_URL = url
  return async () => {
    const ended = new Promise(resolve => { server.once('exit', resolve) })
    server.kill('SIGTERM')
    const late = setTimeout(() => server.kill('SIGKILL'), 30_000)
    await ended
    clearTimeout(late)
    rmSync(data, { recursive: true, force: true })
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
