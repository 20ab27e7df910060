import type { PageRoute } from '@/shell/pages'

export default [
  { path: 'surveys', title: '满意度调查', section: '房屋与客户', needs: 'engagement.read', component: () => import('./SurveyList.vue') },
  { path: 'surveys/:survey', title: '满意度调查', needs: 'engagement.read', component: () => import('./SurveyPage.vue') },
  { path: 'household-contacts', title: '每户联系', section: '房屋与客户', needs: 'engagement.read', component: () => import('./ContactList.vue') },
  { path: 'household-visits', title: '走访', section: '房屋与客户', needs: 'engagement.read', component: () => import('./VisitList.vue') },
  { path: 'announcements', title: '通知公告', section: '房屋与客户', needs: 'engagement.read', component: () => import('./AnnouncementList.vue') },
  { path: 'announcements/:announcement', title: '通知公告', needs: 'engagement.read', component: () => import('./AnnouncementPage.vue') },
  { path: 'gatherings', title: '活动与座谈', section: '房屋与客户', needs: 'engagement.read', component: () => import('./GatheringList.vue') },
  { path: 'gatherings/:gathering', title: '活动与座谈', needs: 'engagement.read', component: () => import('./GatheringPage.vue') },
  { path: 'demands', title: '业主要求', section: '房屋与客户', needs: 'engagement.read', component: () => import('./DemandList.vue') },
  { path: 'birthdays', title: '生日祝福', section: '房屋与客户', needs: 'engagement.read', component: () => import('./BirthdayList.vue') },
] satisfies PageRoute[]
