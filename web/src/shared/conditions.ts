/**
 * 筛选条件照页面上的字说出来，写在导出的封面上：「付款方式 微信，从 2026-11-01」。
 *
 * @param set how many filters are set; when the page shows fewer (one came with the address), nothing is said and the
 * server names them all
 */
export function conditionsIn(page: Element | undefined, set: number): string {
  const said = [...page?.querySelectorAll<HTMLInputElement>('header input, .filters input') ?? []].map(spoken).filter(Boolean)
  return said.length < set ? '' : said.join('，')
}

function spoken(input: HTMLInputElement): string {
  if (input.type === 'checkbox' || input.type === 'radio') return input.checked ? input.closest('label')?.textContent.trim() ?? '' : ''
  const label = input.getAttribute('aria-label') ?? input.placeholder
  const chosen = input.closest('.el-select')
  const shown = chosen ? chosen.querySelector('.el-select__placeholder:not(.is-transparent)')?.textContent : input.value
  return shown?.trim() ? `${label} ${shown.trim()}`.trim() : ''
}
