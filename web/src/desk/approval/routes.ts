import type { PageRoute } from '@/shell/pages'

export default [
  { path: 'approvals', title: '审批', section: '今日', component: () => import('./ApprovalList.vue') },
  { path: 'approvals/:approval', title: '审批', component: () => import('./ApprovalPage.vue') },
  { path: 'approval-chains', title: '审批流程', section: '设置', needs: 'approval.read', component: () => import('./ChainList.vue') },
] satisfies PageRoute[]
