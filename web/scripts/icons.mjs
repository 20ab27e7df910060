// Draws the phone app's PNG icons from its one SVG; run again (npm run icons) after the SVG has changed, and commit what it writes.
import { readFileSync, writeFileSync } from 'node:fs'
import { chromium } from '@playwright/test'

const folder = new URL('../field/public/', import.meta.url)
const svg = readFileSync(new URL('icon.svg', folder), 'utf8')
const ground = svg.match(/<rect[^>]*fill="(#[0-9A-Fa-f]{6})"/)[1]

// A launcher may cut a maskable icon to its middle four fifths, so there the drawing is smaller on the same ground.
const ICONS = [
  { file: 'icon-180.png', size: 180, part: 1 },
  { file: 'icon-192.png', size: 192, part: 1 },
  { file: 'icon-512.png', size: 512, part: 1 },
  { file: 'icon-maskable-192.png', size: 192, part: 0.8 },
  { file: 'icon-maskable-512.png', size: 512, part: 0.8 },
]

const browser = await chromium.launch({ executablePath: process.env.ANJU_CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] })
for (const { file, size, part } of ICONS) {
  const page = await browser.newPage({ viewport: { width: size, height: size } })
  await page.setContent(`<style>html, body { margin: 0; height: 100%; background: ${ground} } body { display: grid; place-items: center }
    svg { width: ${part * 100}%; height: ${part * 100}%; display: block }</style>${svg}`)
  writeFileSync(new URL(file, folder), await page.screenshot())
  await page.close()
}
await browser.close()
