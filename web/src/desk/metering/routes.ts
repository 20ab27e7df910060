import type { PageRoute } from '@/shell/pages'

export default [
  { path: 'readings', title: '抄表', section: '抄表与账单', needs: 'metering.read', component: () => import('./ReadingsPage.vue') },
  { path: 'consumption', title: '用量', section: '抄表与账单', needs: 'metering.read', component: () => import('./ConsumptionPage.vue') },
  { path: 'held-readings', title: '存疑读数', section: '抄表与账单', needs: 'metering.read', component: () => import('./HeldList.vue') },
  { path: 'usage-analysis', title: '用量分析', section: '抄表与账单', needs: 'metering.read', component: () => import('./UsageAnalysis.vue') },
  { path: 'losses', title: '总表与损耗', section: '抄表与账单', needs: 'metering.read', component: () => import('./LossPage.vue') },
  { path: 'saving-measures', title: '节能措施', section: '抄表与账单', needs: 'metering.read', component: () => import('./SavingMeasures.vue') },
  { path: 'missing-readings', title: '漏抄', needs: 'metering.read', component: () => import('./MissingList.vue') },
  { path: 'meters', title: '仪表', section: '抄表与账单', needs: 'metering.read', component: () => import('./MeterList.vue') },
  { path: 'meters/:meter', title: '仪表', needs: 'metering.read', component: () => import('./MeterPage.vue') },
  { path: 'share-groups', title: '公摊组', section: '抄表与账单', needs: 'metering.read', component: () => import('./ShareGroupList.vue') },
  { path: 'share-groups/:group', title: '公摊组', needs: 'metering.read', component: () => import('./ShareGroupPage.vue') },
] satisfies PageRoute[]
