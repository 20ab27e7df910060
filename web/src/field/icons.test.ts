import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const file = (name: string) => readFileSync(`field/public/${name}`)

function sizeOf(name: string) {
  const png = file(name)
  expect(png.subarray(1, 4).toString()).toBe('PNG')
  return `${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`
}

it('手机桌面上的图标：清单里写多大，文件就多大', () => {
  const { icons } = JSON.parse(file('manifest.webmanifest').toString()) as { icons: { src: string; sizes: string; type: string; purpose?: string }[] }
  const drawn = icons.filter(icon => icon.type === 'image/png').map(icon => {
    expect(sizeOf(icon.src.replace(/^.*\//, ''))).toBe(icon.sizes)
    return `${icon.sizes} ${icon.purpose ?? 'any'}`
  })
  expect(drawn).toEqual(expect.arrayContaining(['192x192 any', '512x512 any', '512x512 maskable']))
  expect(sizeOf('icon-180.png')).toBe('180x180')
})
