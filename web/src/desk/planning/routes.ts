import type { PageRoute } from '@/shell/pages'

export default [
  { path: 'plans', title: '计划与总结', section: '内务', needs: 'planning.work', component: () => import('./PlanList.vue') },
  { path: 'plans/:plan', title: '计划与总结', needs: 'planning.work', component: () => import('./PlanPage.vue') },
  { path: 'journals', title: '工作日志', section: '内务', needs: 'planning.work', component: () => import('./JournalList.vue') },
  { path: 'journals/:journal', title: '工作日志', needs: 'planning.work', component: () => import('./JournalPage.vue') },
  { path: 'tasks', title: '我的任务', section: '内务', needs: 'planning.work', component: () => import('./TaskList.vue') },
  { path: 'tasks/:task', title: '任务', needs: 'planning.work', component: () => import('./TaskPage.vue') },
  { path: 'meetings', title: '会议', section: '内务', needs: 'planning.work', component: () => import('./MeetingList.vue') },
  { path: 'meetings/:meeting', title: '会议', needs: 'planning.work', component: () => import('./MeetingPage.vue') },
  { path: 'matters', title: '建议与上报', section: '内务', needs: 'planning.work', component: () => import('./MatterList.vue') },
  { path: 'matters/:matter', title: '建议与上报', needs: 'planning.work', component: () => import('./MatterPage.vue') },
  { path: 'contracts', title: '合同与证照', section: '内务', needs: 'planning.work', component: () => import('./ContractList.vue') },
  { path: 'contracts/:contract', title: '合同与证照', needs: 'planning.work', component: () => import('./ContractPage.vue') },
  { path: 'documents', title: '公文与体系文件', section: '内务', needs: 'planning.work', component: () => import('./DocumentList.vue') },
  { path: 'documents/:document', title: '公文与体系文件', needs: 'planning.work', component: () => import('./DocumentPage.vue') },
  { path: 'budgets', title: '预算与用款计划', section: '内务', needs: 'planning.money', component: () => import('./BudgetList.vue') },
  { path: 'budgets/:budget', title: '预算与用款计划', needs: 'planning.money', component: () => import('./BudgetPage.vue') },
  { path: 'budget-execution', title: '预算执行', needs: 'planning.money', component: () => import('./BudgetExecution.vue') },
] satisfies PageRoute[]
