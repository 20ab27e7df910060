import createClient from 'openapi-fetch'
import type { paths } from './schema'
import { OFFLINE, problemOf, type Problem } from './problem'

type Verb = 'get' | 'post' | 'put' | 'delete'
type Body<R> = R extends { content: { [type: string]: infer B } } ? B : never
type Good<R> = { [S in keyof R & (200 | 201 | 202)]: Body<R[S]> }[keyof R & (200 | 201 | 202)]

/** What an address answers: `Reply<'/api/communities'>`; a list's row is `Row<'/api/…/rooms'>`. */
export type Reply<P extends keyof paths, V extends Verb = 'get'> = paths[P][V] extends { responses: infer R } ? Good<R> : never
export type Row<P extends keyof paths> = Reply<P> extends { items: (infer R)[] } ? R : Reply<P> extends (infer R)[] ? R : never

/** What openapi-fetch gives back, reduced to what pages use. */
export interface Answer<T> { data?: T; error?: unknown; response: Response }

const SAFE = ['GET', 'HEAD', 'OPTIONS']
let signInAgain: (() => Promise<void>) | undefined

/** 登录过期时怎样接着做：壳登记一个对话框，登录后原请求再发一次，填了一半的表单还在。 */
export function onExpiry(ask: () => Promise<void>) {
  signInAgain = ask
}

/** Every request of the app: carries the XSRF token and survives an expired session. */
export async function send(request: Request): Promise<Response> {
  const path = new URL(request.url).pathname
  const spare = request.clone()
  const response = await fetch(await marked(request))
  if (response.status !== 401 || path === '/api/session' || path === '/api/setup' || !signInAgain) return response
  await signInAgain()
  return fetch(await marked(spare))
}

async function marked(request: Request): Promise<Request> {
  if (SAFE.includes(request.method)) return request
  if (!token()) await fetch('/api/session')                // asking who one is sets the cookie
  request.headers.set('X-XSRF-TOKEN', token() ?? '')
  return request
}

function token(): string | undefined {
  const cookie = /(?:^|; )XSRF-TOKEN=([^;]+)/.exec(document.cookie)?.[1]
  return cookie && decodeURIComponent(cookie)
}

export const api = createClient<paths>({ baseUrl: location.origin, fetch: send })

/** The data, or the refusal; never throws. */
export async function outcome<T>(call: Promise<Answer<T>>): Promise<{ data: T; problem?: undefined } | { data?: undefined; problem: Problem }> {
  try {
    const { data, error, response } = await call
    return response.ok ? { data: data as T } : { problem: problemOf(response.status, error) }
  } catch {
    return { problem: OFFLINE }
  }
}
