import type { PageRoute } from '@/shell/pages'

export default [
  { path: 'metrics', title: '指标', section: '报表', needs: 'reporting.read', component: () => import('./MetricsPage.vue') },
  { path: 'overview', title: '各小区总览', section: '报表', needs: 'reporting.read', component: () => import('./OverviewPage.vue') },
  { path: 'report-calendar', title: '报送日历', section: '报表', needs: 'reporting.read', component: () => import('./ReportCalendar.vue') },
] satisfies PageRoute[]
