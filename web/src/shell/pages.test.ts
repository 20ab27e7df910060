import { expect, test } from 'vitest'
import { pages, SECTIONS } from './pages'

test('一个地址只有一个页面', () => {
  const paths = pages.map(page => page.path)
  expect(paths.length).toBeGreaterThan(100)
  expect(paths.filter((path, at) => paths.indexOf(path) !== at)).toEqual([])
})

test('菜单里的页面都有分组，分组都写在次序里', () => {
  expect(pages.filter(page => page.section && !SECTIONS.includes(page.section))).toEqual([])
})
