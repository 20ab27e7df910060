import type { PageRoute } from '@/shell/pages'

export default [
  { path: 'collection', title: '催缴工作单', section: '欠费催缴', needs: 'collection.read', component: () => import('./WorkList.vue') },
  { path: 'collection-tasks', title: '催缴待办', section: '欠费催缴', needs: 'collection.read', component: () => import('./TaskList.vue') },
  { path: 'ageing', title: '欠费账龄', section: '欠费催缴', needs: 'collection.read', component: () => import('./AgeingTable.vue') },
  { path: 'contacts', title: '催缴记录', section: '欠费催缴', needs: 'collection.read', component: () => import('./ContactList.vue') },
  { path: 'promises', title: '承诺与分期', section: '欠费催缴', needs: 'collection.read', component: () => import('./PromiseList.vue') },
  { path: 'refusals', title: '拒缴上报', section: '欠费催缴', needs: 'collection.read', component: () => import('./RefusalList.vue') },
  { path: 'dunning-plans', title: '催缴方案', section: '欠费催缴', needs: 'collection.read', component: () => import('./PlanList.vue') },
  { path: 'dunning-plans/:plan', title: '催缴方案', needs: 'collection.read', component: () => import('./PlanPage.vue') },
  { path: 'letters', title: '催缴函', section: '欠费催缴', needs: 'collection.read', component: () => import('./LetterList.vue') },
  { path: 'limitation', title: '时效预警', section: '欠费催缴', needs: 'collection.read', component: () => import('./LimitationList.vue') },
  { path: 'collection-rates', title: '收缴率', section: '欠费催缴', needs: 'collection.read', component: () => import('./RatePage.vue') },
  { path: 'visits', title: '走访', section: '欠费催缴', needs: 'collection.read', component: () => import('./VisitRound.vue') },
  { path: 'scoreboard', title: '目标与考核', section: '欠费催缴', needs: 'collection.read', component: () => import('./ScoreBoard.vue') },
  { path: 'analysis', title: '收缴分析', section: '欠费催缴', needs: 'collection.read', component: () => import('./AnalysisPage.vue') },
  { path: 'evidence', title: '证据卷宗', section: '欠费催缴', needs: 'collection.read', component: () => import('./EvidenceList.vue') },
] satisfies PageRoute[]
