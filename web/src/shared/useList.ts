import { computed, onScopeDispose, reactive, ref, watch, type UnwrapNestedRefs } from 'vue'
import { useRoute, useRouter, type LocationQuery } from 'vue-router'
import type { Answer } from '@/api/client'
import { useLoad } from './useLoad'

type FilterValue = string | number | boolean | null
type Page<R> = { items: R[]; total: number }
/** What is asked of the server: filters that are set, and the page. */
export type ListQuery<F> = { [K in keyof F]?: Exclude<F[K], '' | null> } & { page: number; size: number; sort?: string }

const SIZE = 50
const PAUSE = 250

/**
 * 一张列表的条件，都记在地址里：可以收藏、刷新、后退、发给同事。
 *
 * @param initial the filters and what each is when not set: '' for text or a code, null for a number, false for a tick
 * @param load the request; what the query reads is loaded again when it changes
 */
export function useList<R, F extends Record<string, FilterValue>, P extends Page<R> = Page<R>>(
  initial: F, load: (query: ListQuery<F>) => Promise<Answer<P & Page<R>>>, startSort?: string) {
  const route = useRoute()
  const router = useRouter()
  const filters = reactive({ ...initial }) as UnwrapNestedRefs<F>
  const page = ref(1)
  const size = ref(SIZE)
  const sort = ref<string | undefined>(startSort)

  function takeFrom(query: LocationQuery) {
    for (const name in initial) {
      const value = query[name]
      const target = filters as Record<string, FilterValue>
      const next = typeof value !== 'string' ? initial[name]! : parsed(initial[name]!, value)
      if (target[name] !== next) target[name] = next
    }
    page.value = positive(query.page, 1)
    size.value = positive(query.size, SIZE)
    sort.value = typeof query.sort === 'string' ? query.sort : startSort
  }

  takeFrom(route.query)
  const query = ref(current())
  const own = route.path

  // Who is on the way to another page must arrive there: a filter that is written into the address now would call the way off.
  let leaving = false
  const unhook = [router.beforeEach(to => { leaving = to.path !== own }), router.afterEach(() => { leaving = false })]
  onScopeDispose(() => unhook.forEach(each => each()))

  function current(): ListQuery<F> {
    const set = Object.entries(filters).filter(([name, value]) => value !== '' && value !== null && value !== undefined && value !== initial[name])
    return { ...Object.fromEntries(set), page: page.value, size: size.value, ...(sort.value ? { sort: sort.value } : {}) } as ListQuery<F>
  }

  /** What stands in the address for others, such as the tab of the page that the list is part of. */
  function others() {
    return Object.fromEntries(Object.entries(route.query).filter(([name]) => !(name in initial) && !['page', 'size', 'sort'].includes(name)))
  }

  function isNew(next: ListQuery<F>) {
    return JSON.stringify(next) !== JSON.stringify(query.value)
  }

  function apply() {
    const next = current()
    if (!isNew(next)) return
    query.value = next as typeof query.value
    if (leaving) return
    const { page: nextPage, size: nextSize, sort: nextSort, ...set } = next as Record<string, unknown>
    void router.replace({ query: {
      ...others(),
      ...Object.fromEntries(Object.entries(set).map(([name, value]) => [name, String(value)])),
      ...(nextPage !== 1 ? { page: String(nextPage) } : {}), ...(nextSize !== SIZE ? { size: String(nextSize) } : {}),
      ...(nextSort !== startSort ? { sort: String(nextSort) } : {}) } })
  }

  let timer: ReturnType<typeof setTimeout> | undefined
  watch(filters, () => {                         // typing waits for a pause; a new filter starts on page one
    clearTimeout(timer)
    timer = setTimeout(() => { page.value = 1; apply() }, PAUSE)
  })
  watch([page, size, sort], apply)
  watch(() => route.query, changed => {          // back and forward
    if (route.path !== own) return
    takeFrom(changed)
    if (isNew(current())) query.value = current() as typeof query.value
  })

  const { data, problem, busy, reload } = useLoad(() => load(query.value as ListQuery<F>))
  return reactive({
    filters, page, size, sort, query, problem, busy, reload, data,
    rows: computed(() => data.value?.items ?? []),
    total: computed(() => data.value?.total ?? 0),
    filtered: computed(() => Object.keys(query.value).some(name => !['page', 'size', 'sort'].includes(name))),
    clear: () => Object.assign(filters, initial),
  })
}

function parsed(initial: FilterValue, text: string): FilterValue {
  if (typeof initial === 'boolean') return text === 'true'
  if (typeof initial === 'string') return text
  if (text === 'true' || text === 'false') return text === 'true'
  return /^-?\d{1,15}$/.test(text) ? Number(text) : null
}

function positive(text: unknown, otherwise: number): number {
  return typeof text === 'string' && /^[1-9]\d{0,5}$/.test(text) ? Number(text) : otherwise
}
