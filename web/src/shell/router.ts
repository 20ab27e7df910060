import { createRouter, createWebHistory, type RouteLocationNormalized } from 'vue-router'
import { pageRecords } from './pages'
import { choose, COMPANY, community, loadSession, may, remembered, session } from './session'
import { stopped } from './stopped'

export const router = createRouter({
  history: createWebHistory('/'),
  routes: [
    { path: '/sign-in', component: () => import('./SignIn.vue'), meta: { title: '登录', public: true } },
    { path: '/setup', component: () => import('./SetUp.vue'), meta: { title: '首次设置', public: true } },
    { path: '/password', component: () => import('./ChangePassword.vue'), meta: { title: '修改密码' } },
    {
      path: '/', component: () => import('./Frame.vue'), children: [
        { path: 'communities', component: () => import('../desk/community/CommunityList.vue'), meta: { title: '小区' } },
        { path: 'first-run', component: () => import('../desk/today/FirstRun.vue'), meta: { title: '开账' } },
        { path: 'regions', component: () => import('../desk/community/RegionList.vue'), meta: { title: '区域' } },
        { path: 'c/:community(\\d+)', children: [...pageRecords] },
        { path: ':rest(.*)*', component: () => import('./NotFound.vue'), meta: { title: '没有这个页面' } },  // `/` moves on in the guard
      ],
    },
  ],
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
})

router.beforeEach(async to => {
  const problem = await loadSession()
  stopped.value = problem
  if (problem) return true
  if (to.meta.public) return true
  if (!session.signedIn) return { path: '/sign-in', query: to.fullPath === '/' ? {} : { back: to.fullPath } }
  if (session.mustChangePassword && to.path !== '/password') return { path: '/password', query: { back: to.fullPath } }
  if (to.path === '/') {
    if (remembered() !== undefined) return `/c/${remembered()}`
    return may('estate.create', COMPANY) ? '/first-run' : '/communities'
  }
  return enter(to)
})

/** The refusal is shown in the page's place; the address stays, so that it can be passed on or tried again. */
function enter(to: RouteLocationNormalized): true {
  const id = Number(to.params.community)
  if (to.params.community === undefined) {
    const last = remembered()
    if (last !== undefined && !community.value) choose(last)
    return true
  }
  if (!session.communities.some(each => each.id === id)) {
    stopped.value = { status: 404, code: 'community-not-found', detail: '没有这个小区，或它不在您的范围内。', fields: [] }
    return true
  }
  choose(id)
  if (to.meta.needs && !may(to.meta.needs, id))
    stopped.value = { status: 403, code: 'not-permitted', detail: `您没有打开「${to.meta.title}」的权限，需要的话请联系管理员。`, fields: [] }
  return true
}

router.afterEach(to => { document.title = to.meta.title ? `${to.meta.title} · 安居` : '安居' })

// After an upgrade the old page asks for script that is gone: say so, and never reload over unsaved input.
router.onError((error: Error) => {
  if (/dynamically imported module|Importing a module script|preload CSS/.test(error.message))
    stopped.value = { status: 0, code: 'upgraded', detail: '安居已升级，请刷新后继续。', fields: [] }
  else throw error
})
