import type { Reply, Row } from '@/api/client'
import { quantityText } from '@/shared/format'
import { addMonths } from '@/shared/months'

export type Sheet = Reply<'/api/communities/{community}/metering/sheet'>
export type SheetLine = Sheet['lines'][number]
export type Reading = NonNullable<SheetLine['entered']>
export type MeterLine = Row<'/api/communities/{community}/metering/meters'>
export type Meter = MeterLine['meter']

export const LEVELS = { NORMAL: '正常', HIGH: '偏高', LOW: '偏低' } as const
export const SOURCES = { IMPORT: '导入', ENTRY: '录入', PASTE: '粘贴', REMOVAL: '拆表', ESTIMATE: '估抄', DAILY: '日读数' } as const

export const HOLDS = { HIGH: '用量过大', ZERO: '忽然为零', NEGATIVE: '读数变小' } as const

/** In doubt and not released: not billed. */
export function isHeld(reading: Reading | null | undefined): boolean {
  return !!reading?.hold && !reading.isReleased
}

/** Where a meter hangs: the room, or the share group. */
export function placeText(at: { room?: string | null; shareGroup?: string | null }): string {
  return at.room ?? `公摊 ${at.shareGroup}`
}

/** `+35%`, from the server's own figure. */
export function changeText(percent: string | null | undefined): string {
  if (percent === null || percent === undefined) return ''
  return `${percent.startsWith('-') || /^0+(\.0+)?$/.test(percent) ? '' : '+'}${quantityText(percent)}%`
}

/** `2026-09` → `9月`. */
export function shortMonth(month: string): string {
  return `${Number(month.slice(5, 7))}月`
}

/** What a clerk types into a reading: full-width figures and blanks are taken, anything else is left for the server to refuse. */
export function figureOf(text: string): string {
  return text.normalize('NFKC').replace(/[\s,]/g, '')
}

/** The month that is read now: this one in its last third, before that still the one gone by. */
export function monthToRead(today: string): string {
  return addMonths(today, Number(today.slice(8)) >= 20 ? 0 : -1)
}

/** Lines copied from a sheet: number and reading, or readings alone, which go to `numbers` one after the other. */
export function pastedRows(text: string, numbers: string[]): { number: string; value: string }[] {
  const lines = text.replace(/\r/g, '').split('\n').map(line => line.split('\t').map(cell => cell.trim()))
  while (lines.length && lines.at(-1)!.every(cell => !cell)) lines.pop()
  const isColumn = lines.every(cells => cells.length === 1 && !/\S\s+\S/.test(cells[0]!))
  return lines.flatMap((cells, index) => {
    if (isColumn) return cells[0] && numbers[index] ? [{ number: numbers[index], value: cells[0] }] : []
    const [number = '', value = ''] = cells.length > 1 ? cells : cells[0]!.split(/\s+/)
    return number || value ? [{ number, value }] : []
  })
}
