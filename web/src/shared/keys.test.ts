import { effectScope } from 'vue'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { caption, listen, registered, silenced, useKey } from './keys'

let scope = effectScope()
listen()
beforeEach(() => { scope = effectScope() })
afterEach(() => { scope.stop(); document.body.innerHTML = '' })

function press(init: KeyboardEventInit, target: EventTarget = document.body) {
  target.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init }))
}

function key(keys: string, off?: () => boolean) {
  const run = vi.fn()
  scope.run(() => useKey({ keys, label: '收款', run, off }))
  return run
}

it('按键做它的事，组件走了就不再做', () => {
  const run = key('F9')
  press({ key: 'F9' })
  scope.stop()
  press({ key: 'F9' })
  expect(run).toHaveBeenCalledOnce()
  expect(registered).toHaveLength(0)
})

it('输入法选字时按键归输入法', () => {
  const run = key('Enter')
  press({ key: 'Enter', isComposing: true })
  expect(run).not.toHaveBeenCalled()
})

it('在输入框里打问号就是问号', () => {
  const run = key('?')
  const field = document.body.appendChild(document.createElement('input'))
  press({ key: '?' }, field)
  expect(run).not.toHaveBeenCalled()
  press({ key: '?' })
  expect(run).toHaveBeenCalledOnce()
})

it('不能做的时候按键不起作用', () => {
  const run = key('F9', () => true)
  press({ key: 'F9' })
  expect(run).not.toHaveBeenCalled()
})

it('问着话的时候页面的按键都不起作用', async () => {
  const run = key('F9')
  let answer = () => {}
  const asked = silenced(new Promise<void>(resolve => { answer = resolve }))
  press({ key: 'F9' })
  expect(run).not.toHaveBeenCalled()
  answer()
  await asked
  press({ key: 'F9' })
  expect(run).toHaveBeenCalledOnce()
})

it('按钮上印的字', () => expect(['$mod+Enter', 'F9', 'Escape', '$mod+k'].map(caption)).toEqual(['Ctrl Enter', 'F9', 'Esc', 'Ctrl K']))
