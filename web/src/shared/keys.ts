import { getCurrentInstance, inject, onScopeDispose, provide, shallowReactive, type InjectionKey } from 'vue'
import { matchKeyBindingPress, parseKeybinding } from 'tinykeys'

/** 一个按键：按什么、做什么、叫什么。按钮上的字、处理和 ? 单子都出自这里。 */
export interface KeyAction {
  /** As tinykeys writes it: `F9`, `$mod+Enter`, `?`. */
  keys: string
  label: string
  run: () => void
  /** Not now: the key then does nothing at all. */
  off?: () => boolean
}

interface Registered extends KeyAction { layer: number; everywhere: boolean }

const LAYER: InjectionKey<number> = Symbol('layer')
export const registered = shallowReactive<Registered[]>([])

/** Registers while the component lives. Keys of what floats (a drawer) silence those of the page below. */
export function useKey(action: KeyAction, how: { everywhere?: boolean } = {}): { caption: string } {
  const entry: Registered = { ...action, layer: getCurrentInstance() ? inject(LAYER, 0) : 0, everywhere: how.everywhere ?? false }
  registered.push(entry)
  onScopeDispose(() => registered.splice(registered.indexOf(entry), 1))
  return { caption: caption(action.keys) }
}

/** 抽屉和对话框里的按键自成一层。 */
export function useKeyLayer() {
  provide(LAYER, inject(LAYER, 0) + 1)
}

/** `$mod+Enter` → `Ctrl Enter`. */
export function caption(keys: string): string {
  const names: Record<string, string> = { $mod: 'Ctrl', Control: 'Ctrl', Escape: 'Esc', ArrowUp: '↑', ArrowDown: '↓' }
  return keys.split('+').map(key => names[key] ?? (key.length === 1 ? key.toUpperCase() : key)).join(' ')
}

/** The keys that work now: those of the top layer and those that always do. */
export function working(): Registered[] {
  const top = registered.reduce((max, each) => Math.max(max, each.layer), 0)
  return registered.filter(each => each.everywhere || each.layer === top)
}

/** True while an input method composes; the keys are then the method's own, Enter included. */
export function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229
}

function isTyping(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement | null
  return !!target?.closest('input, textarea, select, [contenteditable="true"]')
}

let asking = 0

/** While a question is open its own keys work and no others. */
export async function silenced<T>(question: Promise<T>): Promise<T> {
  asking++
  return question.finally(() => asking--)
}

/** One listener for all; the latest registration of a key wins. */
export function listen() {
  window.addEventListener('keydown', event => {
    if (asking || isComposing(event) || event.defaultPrevented) return
    const plain = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey
    if (plain && isTyping(event)) return
    const hit = working().findLast(each => matchKeyBindingPress(event, parseKeybinding(each.keys)[0]!) && !each.off?.())
    if (!hit) return
    event.preventDefault()
    hit.run()
  })
}
