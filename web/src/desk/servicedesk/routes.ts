import type { PageRoute } from '@/shell/pages'

export default [
  { path: 'tickets', title: '工单', section: '服务台', needs: 'servicedesk.read', component: () => import('./TicketList.vue') },
  { path: 'tickets/:ticket', title: '工单', needs: 'servicedesk.read', component: () => import('./TicketPage.vue') },
  { path: 'work-orders', title: '任务单', section: '服务台', needs: 'servicedesk.work', component: () => import('./OrderList.vue') },
  { path: 'work-orders/:order', title: '任务单', needs: 'servicedesk.work', component: () => import('./OrderPage.vue') },
  { path: 'desk-contacts', title: '登记本', section: '服务台', needs: 'servicedesk.read', component: () => import('./ContactLog.vue') },
  { path: 'ticket-limits', title: '办理时限', section: '设置', needs: 'servicedesk.manage', component: () => import('./LimitTable.vue') },
] satisfies PageRoute[]
