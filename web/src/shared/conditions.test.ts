import { ElCheckbox, ElDatePicker, ElInput, ElOption, ElSelect } from 'element-plus'
import { createApp, defineComponent, h, nextTick } from 'vue'
import { expect, it } from 'vitest'
import { conditionsIn } from './conditions'

async function said(method: string, room: string, from: string, late: boolean, set = 0) {
  const page = document.createElement('section')
  const bar = document.createElement('div')
  bar.className = 'filters'
  page.append(bar)
  document.body.append(page)
  const app = createApp(defineComponent(() => () => [
    h(ElSelect, { modelValue: method, placeholder: '付款方式', 'aria-label': '付款方式', clearable: true }, () => [h(ElOption, { value: 'WECHAT', label: '微信' })]),
    h(ElSelect, { modelValue: method, placeholder: '楼栋', 'aria-label': '楼栋', filterable: true }, () => [h(ElOption, { value: 'WECHAT', label: '3 栋' })]),
    h(ElInput, { modelValue: room, placeholder: '房号' }),
    h(ElDatePicker, { modelValue: from, type: 'date', valueFormat: 'YYYY-MM-DD', placeholder: '从', 'aria-label': '从' }),
    h(ElCheckbox, { modelValue: late }, () => '只看逾期')]))
  app.mount(bar)
  await nextTick()
  await nextTick()
  const text = conditionsIn(page, set)
  app.unmount()
  page.remove()
  return text
}

it('选了什么、填了什么、勾了什么，照页面上的字说', async () => {
  expect(await said('WECHAT', '1-101', '2026-11-01', true)).toBe('付款方式 微信，楼栋 3 栋，房号 1-101，从 2026-11-01，只看逾期')
})

it('什么也没选就不说', async () => {
  expect(await said('', '', '', false)).toBe('')
})

it('有一个条件页面上没有，就不替它说全', async () => {
  expect(await said('', '1-101', '', false, 1)).toBe('房号 1-101')
  expect(await said('', '1-101', '', false, 2)).toBe('')
})
