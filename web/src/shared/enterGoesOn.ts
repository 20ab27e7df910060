import { isComposing } from './keys'

const FIELDS = 'input:not([type=hidden]):not([disabled]):not([readonly][tabindex="-1"]), textarea:not([disabled]), button[data-field]'

/** Enter 到下一栏；最后一栏到保存按钮上，再按一次才保存。 */
export function enterGoesOn(event: KeyboardEvent, form: HTMLElement | undefined) {
  const at = event.target as HTMLElement
  if (!form || isComposing(event) || isChoosing(event)) return
  if ((event.ctrlKey || event.metaKey) && at.getAttribute('role') === 'combobox') {      // a choice box would open and keep the key
    event.preventDefault()
    event.stopPropagation()
    saveOf(form)?.click()
    return
  }
  if (event.ctrlKey || event.metaKey || at.tagName === 'TEXTAREA' || at.tagName === 'BUTTON') return
  event.preventDefault()
  event.stopPropagation()                       // a closed choice box would open
  const fields = fieldsOf(form)
  const next = fields[fields.indexOf(at) + 1] ?? saveOf(form)
  next?.focus()
  if (next instanceof HTMLInputElement) next.select()
}

/** A list or calendar is open below the field: Enter and Esc are its own. */
export function isChoosing(event: KeyboardEvent): boolean {
  return (event.target as HTMLElement).getAttribute('aria-expanded') === 'true'
}

/** Who is already typing is left alone: a drawer slides in slower than fast hands. */
export function focusFirst(form: HTMLElement | undefined) {
  if (form && !form.contains(document.activeElement)) fieldsOf(form)[0]?.focus()
}

function saveOf(form: HTMLElement): HTMLElement | null | undefined {
  return form.closest('.el-drawer, .el-dialog, .form-page')?.querySelector<HTMLElement>('[data-save]')
}

function fieldsOf(form: HTMLElement): HTMLElement[] {
  return Array.from(form.querySelectorAll<HTMLElement>(FIELDS)).filter(field => field.offsetParent !== null)
}
