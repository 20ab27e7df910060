import type { PageRoute } from '@/shell/pages'

export default [
  { path: 'plans', title: '计划与总结', section: '内务', needs: 'planning.work', component: () => import('./PlanList.vue') },
  { path: 'plans/:plan', title: '计划与总结', needs: 'planning.work', component: () => import('./PlanPage.vue') },
  { path: 'tasks', title: '我的任务', section: '内务', needs: 'planning.work', component: () => import('./TaskList.vue') },
  { path: 'tasks/:task', title: '任务', needs: 'planning.work', component: () => import('./TaskPage.vue') },
  { path: 'meetings', title: '会议', section: '内务', needs: 'planning.work', component: () => import('./MeetingList.vue') },
  { path: 'meetings/:meeting', title: '会议', needs: 'planning.work', component: () => import('./MeetingPage.vue') },
  { path: 'contracts', title: '合同与证照', section: '内务', needs: 'planning.work', component: () => import('./ContractList.vue') },
  { path: 'contracts/:contract', title: '合同与证照', needs: 'planning.work', component: () => import('./ContractPage.vue') },
] satisfies PageRoute[]
