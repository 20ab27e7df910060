import type { PageRoute } from '@/shell/pages'

export default [
  { path: 'notices', title: '消息', component: () => import('./NoticeList.vue') },
  { path: 'messages', title: '发出的消息', section: '房屋与客户', needs: 'notification.read', component: () => import('./MessageList.vue') },
  { path: 'message-templates', title: '消息模板', section: '设置', needs: 'notification.template', component: () => import('./TemplateList.vue') },
] satisfies PageRoute[]
