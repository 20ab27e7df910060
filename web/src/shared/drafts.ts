import { session } from '@/shell/session'

/** 填了一半的表单：离开、刷新、登录过期都还在；存好了或说了不要就清掉。每人每个表单一份，只在这台电脑上。 */
interface Draft { before: unknown; form: unknown; at: number }

const PREFIX = 'anju.draft'
const KEPT_DAYS = 7
const NEVER_KEPT = /idNumber|password|token|filename/i
const ID_NUMBER = /\d{17}[\dXx]/

/** @param form what tells the form from others: its page and its title */
export function draftKey(form: string): string {
  return `${PREFIX}.${session.username}.${form}`
}

/** Numbers of identity papers and passwords never reach the disk, in whatever field they stand. */
export function withoutSecrets(form: object): unknown {
  return JSON.parse(JSON.stringify(form, (name: string, value: unknown) =>
    NEVER_KEPT.test(name) || (typeof value === 'string' && ID_NUMBER.test(value)) ? undefined : value))
}

export function keepDraft(key: string, before: string, form: object) {
  try {
    localStorage.setItem(key, JSON.stringify({ before: withoutSecrets(JSON.parse(before) as object), form: withoutSecrets(form), at: Date.now() } satisfies Draft))
  } catch { /* a full or forbidden storage: the form works as before */ }
}

export function dropDraft(key: string) {
  localStorage.removeItem(key)
}

/** Puts what was typed back into the form, field by field: what somebody else has changed meanwhile and one had not touched stays theirs. */
export function restoreDraft(key: string, form: object): boolean {
  const text = localStorage.getItem(key)
  if (!text) return false
  const draft = parsed(text)
  if (!draft || Date.now() - draft.at > KEPT_DAYS * 86_400_000) { dropDraft(key); return false }
  return merge(form as Record<string, unknown>, draft.form as Record<string, unknown>, draft.before as Record<string, unknown>)
}

function merge(target: Record<string, unknown>, typed: Record<string, unknown>, before: Record<string, unknown>): boolean {
  let changed = false
  for (const [name, value] of Object.entries(typed)) {
    if (same(value, before?.[name])) continue
    if (isPlain(value) && isPlain(target[name])) changed = merge(target[name], value, (before?.[name] ?? {}) as Record<string, unknown>) || changed
    else if (!same(value, target[name])) { target[name] = value; changed = true }
  }
  return changed
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function same(one: unknown, other: unknown) {
  return JSON.stringify(one) === JSON.stringify(other)
}

function parsed(text: string): Draft | undefined {
  try { return JSON.parse(text) as Draft } catch { return undefined }
}
