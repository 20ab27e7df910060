import type { PageRoute } from '@/shell/pages'

export default [
  { path: 'tariffs', title: '收费标准', section: '抄表与账单', needs: 'billing.read', component: () => import('./TariffList.vue') },
  { path: 'tariffs/:tariff', title: '收费标准', needs: 'billing.read', component: () => import('./TariffPage.vue') },
  { path: 'charge-items', title: '收费项目', needs: 'billing.read', component: () => import('./ChargeItemList.vue') },
  { path: 'one-off-prices', title: '临时收费价目', needs: 'cashier.read', component: () => import('./OneOffPrices.vue') },
  { path: 'billing-checks', title: '出账前检查', section: '抄表与账单', needs: 'billing.read', component: () => import('./CheckList.vue') },
  { path: 'billing-audit', title: '计费资料核查', section: '抄表与账单', needs: 'billing.read', component: () => import('./BillingAudit.vue') },
  { path: 'bill-runs', title: '出账', section: '抄表与账单', needs: 'billing.read', component: () => import('./BillRunList.vue') },
  { path: 'bill-runs/:run', title: '出账', needs: 'billing.read', component: () => import('./BillRunPage.vue') },
  { path: 'bills', title: '账单', section: '抄表与账单', needs: 'billing.read', component: () => import('./BillList.vue') },
  { path: 'bills/:bill', title: '账单', needs: 'billing.read', component: () => import('./BillPage.vue') },
  { path: 'reliefs', title: '减免', section: '抄表与账单', needs: 'billing.read', component: () => import('./ReliefList.vue') },
  { path: 'charge-stops', title: '停收', section: '抄表与账单', needs: 'billing.read', component: () => import('./StopList.vue') },
  { path: 'corrections', title: '更正账单', section: '抄表与账单', needs: 'billing.read', component: () => import('./CorrectionList.vue') },
  { path: 'disputes', title: '费用异议', section: '抄表与账单', needs: 'billing.read', component: () => import('./DisputeList.vue') },
  { path: 'bill-notices', title: '缴费通知单', section: '抄表与账单', needs: 'billing.read', component: () => import('./NoticeList.vue') },
  { path: 'arrears', title: '欠费', section: '欠费催缴', needs: 'billing.read', component: () => import('./ArrearsList.vue') },
] satisfies PageRoute[]
