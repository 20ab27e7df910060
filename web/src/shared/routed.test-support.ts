import { createApp, defineComponent } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'

/** Runs a composable inside an app at an address; the app is left to the test's end. */
export async function useRouted<T>(address: string, use: () => T) {
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:rest(.*)*', component: { render: () => null } }] })
  await router.push(address)
  let result!: T
  createApp(defineComponent({ setup() { result = use(); return () => null } })).use(router).mount(document.createElement('div'))
  await flushPromises()
  return { result, router }
}

export async function flushPromises() {
  for (let i = 0; i < 10; i++) await Promise.resolve()
}
