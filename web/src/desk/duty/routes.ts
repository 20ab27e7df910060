import type { PageRoute } from '@/shell/pages'

export default [
  { path: 'duties', title: '我的职责', section: '今日', component: () => import('./MyDuties.vue') },
  { path: 'duty-team', title: '班组', section: '今日', needs: 'duty.team', component: () => import('./DutyTeam.vue') },
  { path: 'duty-fulfilment', title: '职责履行', section: '今日', needs: 'duty.team', component: () => import('./DutyFulfilment.vue') },
  { path: 'duty-catalogue', title: '职责目录', section: '今日', component: () => import('./DutyCatalogue.vue') },
] satisfies PageRoute[]
