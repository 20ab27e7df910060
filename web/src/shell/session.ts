import { computed, reactive, ref } from 'vue'
import { api, outcome, type Reply } from '@/api/client'
import type { Problem } from '@/api/problem'

export type Session = Reply<'/api/session'>

/** 登录的人和所选的小区：全应用共享的只有这两样。 */
export const session = reactive<Session>({ signedIn: false, roles: [], permissions: {}, communities: [], mustChangePassword: false })
const REMEMBERED = 'anju.community'
const chosen = ref<number>()

export const community = computed(() => session.communities.find(each => each.id === chosen.value))

export function choose(id: number) {
  chosen.value = id
  localStorage.setItem(`${REMEMBERED}.${session.username}`, String(id))
}

/** The one used last on this computer by this person, else the first. */
export function remembered(): number | undefined {
  const last = Number(localStorage.getItem(`${REMEMBERED}.${session.username}`))
  return session.communities.find(each => each.id === last)?.id ?? session.communities[0]?.id
}

/** Permissions that hold for the company itself, not in one community. */
export const COMPANY = 0

/** 服务端给了这项权限没有；只用来藏起不能用的，准不准仍由服务端说。 */
export function may(permission: string, at = chosen.value): boolean {
  return at === undefined
    ? Object.values(session.permissions).some(held => held.includes(permission))
    : session.permissions[at]?.includes(permission) ?? false
}

export function take(answer: Session) {
  Object.assign(session, { name: undefined, username: undefined }, answer)
}

let loading: Promise<Problem | undefined> | undefined

/** Once per page load; also sets the XSRF cookie. */
export function loadSession(): Promise<Problem | undefined> {
  loading ??= outcome(api.GET('/api/session')).then(({ data, problem }) => {
    if (data) take(data)
    else loading = undefined
    return problem
  })
  return loading
}

export async function signOut() {
  await outcome(api.DELETE('/api/session'))
  location.assign('/sign-in')                    // a fresh page: nothing of the last person stays in memory
}
