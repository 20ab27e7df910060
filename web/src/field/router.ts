import { createRouter, createWebHistory } from 'vue-router'
import FieldToday from './FieldToday.vue'
import FieldOrders from './FieldOrders.vue'
import FieldReport from './FieldReport.vue'
import MeterRound from './MeterRound.vue'
import MyPhone from './MyPhone.vue'

export const router = createRouter({
  history: createWebHistory('/field/'),
  routes: [
    { path: '/', component: FieldToday },
    { path: '/orders', component: FieldOrders },
    { path: '/report', component: FieldReport },
    { path: '/meters', component: MeterRound },
    { path: '/me', component: MyPhone },
    { path: '/:rest(.*)', redirect: '/' },
  ],
})
