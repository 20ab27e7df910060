import type { PageRoute } from '@/shell/pages'

export default [
  { path: '', title: '今日', section: '今日', component: () => import('./Today.vue') },
  { path: 'first-run', title: '开账', needs: 'estate.import', component: () => import('./FirstRun.vue') },
] satisfies PageRoute[]
