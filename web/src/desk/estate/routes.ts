import type { PageRoute } from '@/shell/pages'

/** The whole section of rooms and customers, residents included, in the order of the menu. */
export default [
  { path: 'chart', title: '房态图', section: '房屋与客户', needs: 'estate.read', component: () => import('./CommunityChart.vue') },
  { path: 'chart/:building', title: '房态图', needs: 'estate.read', component: () => import('./BuildingChart.vue') },
  { path: 'rooms', title: '房屋', section: '房屋与客户', needs: 'estate.read', component: () => import('./RoomList.vue') },
  { path: 'rooms/:room', title: '房屋', needs: 'estate.read', component: () => import('../resident/RoomPage.vue') },
  { path: 'people', title: '住户', section: '房屋与客户', needs: 'resident.read', component: () => import('../resident/PersonList.vue') },
  { path: 'vehicles', title: '车辆', section: '房屋与客户', needs: 'resident.read', component: () => import('../resident/VehicleList.vue') },
  { path: 'people/duplicates', title: '重复的住户', needs: 'resident.merge', component: () => import('../resident/Duplicates.vue') },
  { path: 'people/:person', title: '住户', needs: 'resident.read', component: () => import('../resident/PersonPage.vue') },
  { path: 'occupancies', title: '住户名册', section: '房屋与客户', needs: 'resident.care', component: () => import('../resident/OccupancyList.vue') },
  { path: 'steward-notes', title: '管家台账', section: '房屋与客户', needs: 'resident.care', component: () => import('../resident/NoteList.vue') },
  { path: 'care', title: '关爱名单', section: '房屋与客户', needs: 'resident.care', component: () => import('../resident/CareList.vue') },
  { path: 'watches', title: '重点户与沉默户', section: '房屋与客户', needs: 'resident.care', component: () => import('../resident/WatchList.vue') },
  { path: 'cards', title: '住户卡', section: '房屋与客户', needs: 'resident.care', component: () => import('../resident/CardList.vue') },
  { path: 'profile-changes', title: '档案变更', section: '房屋与客户', needs: 'resident.care', component: () => import('../resident/ChangeList.vue') },
  { path: 'spot-checks', title: '熟悉度抽查', section: '房屋与客户', needs: 'resident.spot-check', component: () => import('../resident/SpotCheckList.vue') },
  { path: 'spot-checks/:check', title: '熟悉度抽查', needs: 'resident.spot-check', component: () => import('../resident/SpotCheckPage.vue') },
  { path: 'archive', title: '档案完整度', section: '房屋与客户', needs: 'resident.read', component: () => import('../resident/ArchiveList.vue') },
  { path: 'buildings', title: '楼栋', section: '房屋与客户', needs: 'estate.read', component: () => import('./BuildingList.vue') },
  { path: 'buildings/:building', title: '楼栋', needs: 'estate.read', component: () => import('./BuildingPage.vue') },
  { path: 'common-areas', title: '公共区域', section: '房屋与客户', needs: 'estate.read', component: () => import('./CommonAreaList.vue') },
  { path: 'steward-areas', title: '管家片区', section: '房屋与客户', needs: 'estate.read', component: () => import('./StewardAreaList.vue') },
  { path: 'profile', title: '小区资料', section: '房屋与客户', needs: 'estate.read', component: () => import('./CommunityProfile.vue') },
] satisfies PageRoute[]
