import { printPage } from '@/shared/print'

/** 这台电脑的打印机：用什么纸，往右、往下挪多少毫米。 */
export interface Printing { paper: string; offsetX: number; offsetY: number }

export const PAPERS = [
  { value: 'A5', label: 'A5 横放' },
  { value: '80MM', label: '80 毫米热敏纸' },
  { value: '241', label: '241 毫米连续纸 · 整页' },
  { value: '241-1/2', label: '241 毫米连续纸 · 二等分' },
  { value: '241-1/3', label: '241 毫米连续纸 · 三等分' },
  { value: 'FORM', label: '套打（印好的收据）' },
]

const KEY = 'anju.printing'

export function printing(): Printing {
  const usual = { paper: 'A5', offsetX: 0, offsetY: 0 }
  try { return { ...usual, ...JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Printing> } } catch { return usual }
}

export function keepPrinting(printing: Printing) {
  localStorage.setItem(KEY, JSON.stringify(printing))
}

/** 打印一张收据；已经打过的，服务端在纸上注明补打。 */
export function printReceipt(community: number, payment: number): Promise<void> {
  const { paper, offsetX, offsetY } = printing()
  const query = new URLSearchParams({ paper, offsetX: String(offsetX), offsetY: String(offsetY) })
  return printPage(`/api/communities/${community}/payments/${payment}/receipt.html?${query}`, 'POST')
}
