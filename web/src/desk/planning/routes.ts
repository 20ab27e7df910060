import type { PageRoute } from '@/shell/pages'

export default [
  { path: 'plans', title: '计划与总结', section: '内务', needs: 'planning.work', component: () => import('./PlanList.vue') },
  { path: 'plans/:plan', title: '计划与总结', needs: 'planning.work', component: () => import('./PlanPage.vue') },
] satisfies PageRoute[]
