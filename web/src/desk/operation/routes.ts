import type { PageRoute } from '@/shell/pages'

export default [
  { path: 'verification', title: '账目核对', section: '设置', needs: 'operation.verify', component: () => import('./VerificationPage.vue') },
] satisfies PageRoute[]
