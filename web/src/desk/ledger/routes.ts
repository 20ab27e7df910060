import type { PageRoute } from '@/shell/pages'

export default [
  { path: 'ledger', title: '科目余额', section: '账务', needs: 'ledger.read', component: () => import('./TrialBalance.vue') },
  { path: 'ledger/accounts/:code', title: '明细账', needs: 'ledger.read', component: () => import('./AccountPage.vue') },
  { path: 'chart-of-accounts', title: '科目表', section: '账务', needs: 'ledger.read', component: () => import('./ChartOfAccounts.vue') },
  { path: 'entries', title: '凭证', section: '账务', needs: 'ledger.read', component: () => import('./EntryList.vue') },
  { path: 'entries/:entry', title: '凭证', needs: 'ledger.read', component: () => import('./EntryPage.vue') },
  { path: 'vouchers', title: '手工凭证', section: '账务', needs: 'ledger.read', component: () => import('./VoucherList.vue') },
  { path: 'vouchers/:voucher', title: '凭证', needs: 'ledger.read', component: () => import('./VoucherPage.vue') },
  { path: 'account-books', title: '账簿', section: '账务', needs: 'ledger.read', component: () => import('./BooksPage.vue') },
  { path: 'accounting-reports', title: '会计报表', section: '账务', needs: 'ledger.read', component: () => import('./ReportsPage.vue') },
  { path: 'accounting-reports/locked/:report', title: '锁定的报表', needs: 'ledger.read', component: () => import('./LockedReport.vue') },
  { path: 'bank-books', title: '银行账户', section: '账务', needs: 'ledger.read', component: () => import('./BankBookList.vue') },
  { path: 'bank-books/:book', title: '银行账户', needs: 'ledger.read', component: () => import('./BankBookPage.vue') },
  { path: 'channel-comparison', title: '三方对账', section: '账务', needs: 'ledger.read', component: () => import('./ChannelPage.vue') },
  { path: 'expenses', title: '费用报销', section: '账务', needs: 'ledger.expense', component: () => import('./ExpenseList.vue') },
  { path: 'expenses/:expense', title: '报销单', needs: 'ledger.expense', component: () => import('./ExpensePage.vue') },
  { path: 'voucher-exports', title: '凭证导出', section: '账务', needs: 'ledger.read', component: () => import('./ExportPage.vue') },
  { path: 'accounting-archive', title: '会计档案', section: '账务', needs: 'ledger.read', component: () => import('./AccountingArchive.vue') },
  { path: 'periods', title: '结账', section: '账务', needs: 'ledger.read', component: () => import('./PeriodList.vue') },
  { path: 'entity', title: '收款主体', section: '账务', needs: 'ledger.read', component: () => import('./EntityPage.vue') },
] satisfies PageRoute[]
