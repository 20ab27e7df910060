import type { PageRoute } from '@/shell/pages'

export default [
  { path: '', title: '今日', section: '今日', component: () => import('./Today.vue') },
] satisfies PageRoute[]
