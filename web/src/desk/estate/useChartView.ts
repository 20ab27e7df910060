import { computed, reactive } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { may } from '@/shell/session'
import { SHADES, shadeOf, VIEWS, type Cell, type Owed, type View } from './shades'
import { choices } from './words'

/** 看哪一方面、只看哪几种：都记在地址里。 */
export function useChartView(cells: () => Cell[], owed: () => Map<number, Owed>) {
  const route = useRoute()
  const router = useRouter()
  const views = choices(VIEWS).filter(([view]) => view !== 'arrears' || may('billing.read'))
  const view = computed<View>({
    get: () => views.find(([name]) => name === route.query.view)?.[0] ?? 'occupancy',
    set: next => { void router.replace({ query: { ...route.query, view: next, only: undefined } }) },
  })
  const only = computed(() => (typeof route.query.only === 'string' ? route.query.only.split(',') : []))
  const legend = computed(() => SHADES[view.value].map(shade => ({
    ...shade, count: cells().filter(cell => shadeOf(view.value, cell, owed().get(cell.roomId)).key === shade.key).length,
    picked: only.value.includes(shade.key) })))

  function shade(cell: Cell) {
    const it = shadeOf(view.value, cell, owed().get(cell.roomId))
    return { ...it, faded: only.value.length > 0 && !only.value.includes(it.key) }
  }

  function toggle(key: string) {
    const next = only.value.includes(key) ? only.value.filter(each => each !== key) : [...only.value, key]
    void router.replace({ query: { ...route.query, only: next.length ? next.join(',') : undefined } })
  }

  return reactive({ view, views, legend, shade, toggle })
}
