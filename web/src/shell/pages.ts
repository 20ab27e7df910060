import type { RouteComponent, RouteRecordRaw } from 'vue-router'

/** 菜单的分组，按出现的先后；没有能打开的页面，整组就不出现。 */
export const SECTIONS = ['今日', '收费台', '服务台', '房屋与客户', '抄表与账单', '欠费催缴', '账务', '现场', '物品 车场 租赁', '内务', '人事', '培训考核', '报表', '设置'] as const
export type Section = (typeof SECTIONS)[number]

/** 一个页面，写在自己模块的 routes.ts 里；地址在 `/c/小区/` 之下。 */
export interface PageRoute {
  path: string
  title: string
  component: () => Promise<RouteComponent>
  /** The permission it takes; without it the page is neither in the menu nor opened. */
  needs?: string
  /** In the menu, under this section; left out for pages reached from others. */
  section?: Section
}

declare module 'vue-router' {
  interface RouteMeta { title?: string; needs?: string; public?: boolean; section?: Section; menu?: string }
}

/** 同一组里模块的先后，照做事的次序：先有房和人，再抄表，再出账，再收钱。没列的排在后面。 */
const MODULES = ['today', 'approval', 'cashier', 'estate', 'resident', 'community', 'metering', 'billing', 'ledger', 'setting', 'access', 'job', 'notification']

const modules = import.meta.glob<{ default: PageRoute[] }>('../desk/*/routes.ts', { eager: true })
export const pages: PageRoute[] = Object.entries(modules)
  .sort(([one], [other]) => place(one) - place(other) || one.localeCompare(other)).flatMap(([, each]) => each.default)

function place(file: string): number {
  const at = MODULES.indexOf(/desk\/([^/]+)\//.exec(file)?.[1] ?? '')
  return at < 0 ? MODULES.length : at
}

export interface MenuEntry { title: string; path: string }
export interface MenuGroup { section: Section; entries: MenuEntry[] }

export function menuFor(may: (permission: string) => boolean): MenuGroup[] {
  return SECTIONS.map(section => ({
    section,
    entries: pages.filter(page => page.section === section && (!page.needs || may(page.needs)))
      .map(({ title, path }) => ({ title, path })),
  })).filter(group => group.entries.length > 0)
}

/** `:room` and the like reach the page as numbers, `community` first among them. */
export const pageRecords: RouteRecordRaw[] = pages.map(page => ({
  path: page.path,
  component: page.component,
  meta: { title: page.title, needs: page.needs },
  props: route => Object.fromEntries(Object.entries(route.params).map(([name, value]) =>
    [name, typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value])),
}))
