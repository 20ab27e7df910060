import { createApp } from 'vue'
import 'element-plus/es/components/base/style/css'
import '@/shared/tokens.css'
import '@/shared/base.css'
import '@/shared/element.css'
import { listen } from '@/shared/keys'
import App from '@/shell/App.vue'
import { router } from '@/shell/router'

listen()
createApp(App).use(router).mount('#app')
