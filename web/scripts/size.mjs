// Fails when the script of the first view, compressed, is over the limit: what the entry loads, and the start page.
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const LIMIT = 300 * 1024
const FIRST_VIEWS = [['../src/shell/SignIn.vue'], ['../src/shell/Frame.vue', '../src/desk/today/Today.vue']]
const dist = new URL('../dist/desk/', import.meta.url)
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'))
const entry = Object.keys(manifest).find(key => manifest[key].isEntry)

function filesOf(key, seen = new Set()) {
  if (seen.has(key)) return seen
  seen.add(key)
  for (const imported of manifest[key].imports ?? []) filesOf(imported, seen)
  return seen
}

let failed = false
for (const views of FIRST_VIEWS) {
  const keys = filesOf(entry)
  for (const view of views) {
    if (!manifest[view]) throw new Error(`${view} is not a chunk of its own: is it still loaded lazily?`)
    for (const key of filesOf(view)) keys.add(key)
  }
  const bytes = [...keys].reduce((sum, key) => sum + gzipSync(readFileSync(new URL(manifest[key].file, dist))).length, 0)
  const tooBig = bytes > LIMIT
  failed ||= tooBig
  console.log(`${views.at(-1).split('/').at(-1)}: ${(bytes / 1024).toFixed(0)} KB of script, compressed (limit ${LIMIT / 1024} KB)${tooBig ? ' TOO BIG' : ''}`)
}
process.exit(failed ? 1 : 0)
