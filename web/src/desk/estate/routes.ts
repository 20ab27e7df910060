import type { PageRoute } from '@/shell/pages'

export default [
  { path: 'chart', title: '房态图', section: '房屋与客户', needs: 'estate.read', component: () => import('./CommunityChart.vue') },
  { path: 'chart/:building', title: '房态图', needs: 'estate.read', component: () => import('./BuildingChart.vue') },
  { path: 'rooms', title: '房屋', section: '房屋与客户', needs: 'estate.read', component: () => import('./RoomList.vue') },
  { path: 'buildings', title: '楼栋', section: '房屋与客户', needs: 'estate.read', component: () => import('./BuildingList.vue') },
  { path: 'buildings/:building', title: '楼栋', needs: 'estate.read', component: () => import('./BuildingPage.vue') },
  { path: 'profile', title: '小区资料', section: '房屋与客户', needs: 'estate.read', component: () => import('./CommunityProfile.vue') },
] satisfies PageRoute[]
