import type { PageRoute } from '@/shell/pages'

export default [
  { path: 'shift-handovers', title: '交接班', section: '内务', needs: 'workforce.handover', component: () => import('./ShiftHandoverList.vue') },
  { path: 'shift-handovers/:handover', title: '交接班', needs: 'workforce.handover', component: () => import('./ShiftHandoverPage.vue') },
  { path: 'attendance', title: '考勤', section: '内务', needs: 'workforce.attend', component: () => import('./AttendancePage.vue') },
  { path: 'leaves', title: '请假', section: '内务', needs: 'workforce.attend', component: () => import('./LeaveList.vue') },
  { path: 'staff-files', title: '员工档案', section: '内务', needs: 'workforce.personnel', component: () => import('./StaffFileList.vue') },
  { path: 'staff-papers', title: '员工证件', section: '内务', needs: 'workforce.attend', component: () => import('./PaperList.vue') },
  { path: 'my-training', title: '我的培训', section: '内务', needs: 'workforce.attend', component: () => import('./MyTraining.vue') },
  { path: 'my-training/:test', title: '答题', needs: 'workforce.attend', component: () => import('./TakeTest.vue') },
  { path: 'training-plans', title: '培训计划', section: '内务', needs: 'workforce.team', component: () => import('./TrainingPlanList.vue') },
  { path: 'training-plans/:plan', title: '培训计划', needs: 'workforce.team', component: () => import('./TrainingPlanPage.vue') },
  { path: 'trainings', title: '培训', section: '内务', needs: 'workforce.team', component: () => import('./TrainingList.vue') },
  { path: 'trainings/:training', title: '培训', needs: 'workforce.team', component: () => import('./TrainingPage.vue') },
  { path: 'training-tests', title: '考试', section: '内务', needs: 'workforce.team', component: () => import('./TrainingTestList.vue') },
  { path: 'training-tests/:test', title: '考试', needs: 'workforce.team', component: () => import('./TrainingTestPage.vue') },
  { path: 'training-results', title: '考试成绩', needs: 'workforce.team', component: () => import('./TrainingResults.vue') },
  { path: 'training-questions', title: '题库', needs: 'workforce.team', component: () => import('./TrainingQuestions.vue') },
  { path: 'appraisals', title: '考核', section: '内务', needs: 'workforce.attend', component: () => import('./AppraisalList.vue') },
  { path: 'appraisals/:appraisal', title: '考核', needs: 'workforce.attend', component: () => import('./AppraisalPage.vue') },
  { path: 'rewards', title: '奖惩', section: '内务', needs: 'workforce.attend', component: () => import('./RewardList.vue') },
  { path: 'probation-reviews', title: '试用期考核', section: '内务', needs: 'workforce.personnel', component: () => import('./ProbationList.vue') },
] satisfies PageRoute[]
