import type { PageRoute } from '@/shell/pages'

export default [
  { path: 'notices', title: '消息', component: () => import('./NoticeList.vue') },
  { path: 'messages', title: '发出的消息', section: '房屋与客户', needs: 'notification.read', component: () => import('./MessageList.vue') },
] satisfies PageRoute[]
