import { createApp } from 'vue'
import '@/shared/tokens.css'
import '@/shared/base.css'
import './field.css'
import FieldApp from './FieldApp.vue'
import { router } from './router'

createApp(FieldApp).use(router).mount('#app')

// Only over https and on localhost; elsewhere the app works as long as it stays open.
if ('serviceWorker' in navigator) void navigator.serviceWorker.register('/field/sw.js', { scope: '/field/' })
