import type { PageRoute } from '@/shell/pages'

export default [
  { path: 'imports', title: '导入', section: '房屋与客户', needs: 'job.read', component: () => import('./ImportList.vue') },
  { path: 'imports/new', title: '导入', needs: 'job.read', component: () => import('./NewImport.vue') },
  { path: 'imports/:id', title: '导入', needs: 'job.read', component: () => import('./ImportPage.vue') },
  { path: 'jobs', title: '后台任务', section: '设置', needs: 'job.read', component: () => import('./JobList.vue') },
] satisfies PageRoute[]
