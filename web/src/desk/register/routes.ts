import type { PageRoute } from '@/shell/pages'

export default [
  { path: 'registers', title: '台账', section: '内务', needs: 'register.read', component: () => import('./RegisterList.vue') },
  { path: 'registers/:register', title: '台账', needs: 'register.read', component: () => import('./RegisterPage.vue') },
  { path: 'registers/:register/entries/:entry', title: '台账', needs: 'register.read', component: () => import('./EntryPage.vue') },
  { path: 'register-design', title: '台账设计', section: '设置', needs: 'register.design', component: () => import('./DefinitionList.vue') },
  { path: 'register-design/:register', title: '台账设计', needs: 'register.design', component: () => import('./DesignPage.vue') },
] satisfies PageRoute[]
