import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter(file => /\.(vue|css|ts)$/.test(file) && !file.endsWith('tokens.css') && !file.endsWith('.test.ts') && !file.endsWith('schema.d.ts'))

it('颜色只写在 tokens.css 里', () => {
  const literal = files.flatMap(file => readFileSync(join('src', file), 'utf8').split('\n')
    .filter(line => /(#[0-9a-f]{3,8}\b(?=[^-\w]*[;,")'\s]))|\b(rgb|hsl)a?\(/i.test(line)).map(line => `${file}: ${line.trim()}`))
  expect(files.length).toBeGreaterThan(20)
  expect(literal).toEqual([])
})
