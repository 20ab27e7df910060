import type { PageRoute } from '@/shell/pages'

export default [
  { path: 'counter', title: '收费台', section: '收费台', needs: 'cashier.receive', component: () => import('./CashDesk.vue') },
  { path: 'payments', title: '收款记录', section: '收费台', needs: 'cashier.read', component: () => import('./PaymentList.vue') },
  { path: 'payments/:payment', title: '收款', needs: 'cashier.read', component: () => import('./PaymentPage.vue') },
  { path: 'shifts', title: '班次', section: '收费台', needs: 'cashier.read', component: () => import('./ShiftList.vue') },
  { path: 'remittances', title: '解款', section: '收费台', needs: 'cashier.read', component: () => import('./RemittanceList.vue') },
  { path: 'remittances/:remittance', title: '解款单', needs: 'cashier.read', component: () => import('./RemittancePage.vue') },
  { path: 'day-closes', title: '日结', section: '收费台', needs: 'cashier.read', component: () => import('./DayCloseList.vue') },
  { path: 'slip-register', title: '单据登记', section: '收费台', needs: 'cashier.read', component: () => import('./SlipRegister.vue') },
  { path: 'handovers', title: '交接班', section: '收费台', needs: 'cashier.read', component: () => import('./HandoverList.vue') },
  { path: 'deposits', title: '押金', section: '收费台', needs: 'cashier.read', component: () => import('./DepositList.vue') },
  { path: 'deposits/:deposit', title: '押金', needs: 'cashier.read', component: () => import('./DepositPage.vue') },
  { path: 'refunds', title: '退款', section: '收费台', needs: 'cashier.read', component: () => import('./RefundList.vue') },
  { path: 'refunds/:refund', title: '退款', needs: 'cashier.read', component: () => import('./RefundPage.vue') },
  { path: 'payment-register', title: '收费登记表', section: '收费台', needs: 'cashier.read', component: () => import('./RegisterPage.vue') },
  { path: 'counter-incidents', title: '收费异常', section: '收费台', needs: 'cashier.read', component: () => import('./IncidentPage.vue') },
  { path: 'books', title: '票据本', section: '收费台', needs: 'cashier.read', component: () => import('./BookList.vue') },
  { path: 'invoices', title: '发票', section: '收费台', needs: 'cashier.read', component: () => import('./InvoiceList.vue') },
  { path: 'customer-view', title: '客户屏', needs: 'cashier.receive', component: () => import('./CustomerView.vue') },
  { path: 'opening-balances', title: '期初余额', section: '账务', needs: 'cashier.read', component: () => import('./OpeningPage.vue') },
  { path: 'printing', title: '打印设置', section: '收费台', needs: 'cashier.read', component: () => import('./PrintingPage.vue') },
] satisfies PageRoute[]
