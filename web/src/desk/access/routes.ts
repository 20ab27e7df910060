import type { PageRoute } from '@/shell/pages'

export default [
  { path: 'staff', title: '账号', section: '设置', needs: 'access.manage', component: () => import('./StaffList.vue') },
  { path: 'staff/:staff', title: '账号', needs: 'access.manage', component: () => import('./StaffPage.vue') },
  { path: 'roles', title: '岗位权限', section: '设置', needs: 'access.manage', component: () => import('./RoleList.vue') },
  { path: 'deputies', title: '代理', section: '设置', needs: 'access.manage', component: () => import('./DeputyList.vue') },
  { path: 'audit', title: '审计', section: '设置', needs: 'access.audit', component: () => import('./AuditList.vue') },
  { path: 'me', title: '我的登录', section: '设置', component: () => import('./MyAccess.vue') },
] satisfies PageRoute[]
