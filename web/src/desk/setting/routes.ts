import type { PageRoute } from '@/shell/pages'

export default [
  { path: 'settings', title: '设置', section: '设置', needs: 'setting.edit', component: () => import('./SettingList.vue') },
] satisfies PageRoute[]
