import type { PageRoute } from '@/shell/pages'

export default [
  { path: 'shift-handovers', title: '交接班', section: '内务', needs: 'workforce.handover', component: () => import('./ShiftHandoverList.vue') },
  { path: 'shift-handovers/:handover', title: '交接班', needs: 'workforce.handover', component: () => import('./ShiftHandoverPage.vue') },
  { path: 'attendance', title: '考勤', section: '内务', needs: 'workforce.attend', component: () => import('./AttendancePage.vue') },
  { path: 'leaves', title: '请假', section: '内务', needs: 'workforce.attend', component: () => import('./LeaveList.vue') },
  { path: 'staff-files', title: '员工档案', section: '内务', needs: 'workforce.personnel', component: () => import('./StaffFileList.vue') },
  { path: 'staff-papers', title: '员工证件', section: '内务', needs: 'workforce.attend', component: () => import('./PaperList.vue') },
] satisfies PageRoute[]
