import { printHtml } from '@/shared/print'
import type { Printing } from './printing'

/** 标尺：左上角一个十字，横竖各十厘米，每毫米一格，用来对套打。 */
export function printRuler({ offsetX, offsetY }: Printing) {
  const ticks = Array.from({ length: 101 }, (_, mm) => {
    const length = mm % 10 === 0 ? 5 : mm % 5 === 0 ? 3.5 : 2
    const label = mm % 10 === 0 && mm ? `<text x="${mm}" y="8.5" font-size="2.6" text-anchor="middle">${mm}</text><text x="6.2" y="${mm + 1}" font-size="2.6">${mm}</text>` : ''
    return `<path d="M${mm} 0v${length}M0 ${mm}h${length}" />${label}`
  }).join('')
  void printHtml(`<!doctype html><meta charset="utf-8"><style>@page{margin:0}body{margin:0}svg{position:absolute;left:${offsetX + 10}mm;top:${offsetY + 10}mm;width:110mm;height:110mm;overflow:visible}path{stroke:currentColor;stroke-width:.15;fill:none}</style><svg viewBox="0 0 110 110"><path d="M-4 0H104M0 -4V104" />${ticks}</svg>`)
}
