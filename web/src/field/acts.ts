import { computed, ref, shallowRef } from 'vue'
import { api, outcome, send as sendRequest } from '@/api/client'
import { problemOf, type Problem } from '@/api/problem'
import { acts as keptActs, dropAct, keepAct, type Act, type Job, type Pack, type Step } from './phone'
import { online } from './waiting'

/** 手机上办了还没传上去的；有网按先后一笔笔传，每笔服务端只算一次。 */
export const pending = shallowRef<Act[]>([])
export const refusedActs = computed(() => pending.value.filter(act => act.refusal))
export const unsent = computed(() => pending.value.filter(act => !act.refusal))
export const sendingActs = ref(false)
/** How often the server has taken something: who shows orders loads again. */
export const taken = ref(0)

export async function recountActs() {
  pending.value = await keptActs()
}

/** Keeps it on the phone first; the network comes second. */
export async function doAct(act: Omit<Act, 'clientId' | 'seq' | 'madeAt'>) {
  const seq = Math.max(Date.now(), ...pending.value.map(each => each.seq + 1))
  await keepAct({ ...act, clientId: crypto.randomUUID(), seq, madeAt: new Date().toISOString() })
  await recountActs()
  void sendActs()
}

/** 知道了：没收下的这一笔不再留着。 */
export async function forgetAct(clientId: string) {
  await dropAct(clientId)
  await recountActs()
}

export async function sendActs() {
  if (sendingActs.value) return
  sendingActs.value = true
  let any = false
  try {
    for (let next = (await keptActs()).find(act => !act.refusal); next; next = (await keptActs()).find(act => !act.refusal)) {
      const answer = await put(next)
      if (answer === undefined) break
      any = true
      if (answer === '') await dropAct(next.clientId)
      else await keepAct({ ...next, refusal: answer })
    }
  } finally {
    sendingActs.value = false
    await recountActs()
    if (any) taken.value++
  }
}

/** @returns the refusal, an empty text when it was taken, nothing when there is no network */
async function put(act: Act): Promise<string | undefined> {
  if (act.kind === 'REPORT') return report(act)
  const { data, problem } = await outcome(act.photo ? upload(act, act.photo) : api.POST('/api/communities/{community}/field/acts', { params: { path: { community: act.community } },
    body: { ...act.body, clientId: act.clientId, orderId: act.orderId, kind: act.kind, madeAt: act.madeAt } as never }))
  online.value = problem?.status !== 0
  if (problem) return refusalOf(problem)
  return data.isApplied ? '' : data.sentence ?? '服务器没有收'
}

/** Nothing when it may be taken another time. */
function refusalOf(problem: Problem): string | undefined {
  return problem.status === 0 || problem.status === 401 || problem.status >= 500 ? undefined : problem.detail
}

/** 报修先登记，照片一张张跟上；登记过的再传一遍，服务端还是那一张。 */
async function report(act: Act): Promise<string | undefined> {
  const { problem } = await outcome(api.POST('/api/communities/{community}/field/reports', { params: { path: { community: act.community } },
    body: { ...act.body, clientId: act.clientId, seenAt: act.madeAt } as never }))
  online.value = problem?.status !== 0
  if (problem) return refusalOf(problem)
  for (const { id, photo } of act.photos ?? []) {
    const { problem: refused } = await outcome(post(`/api/communities/${act.community}/field/reports/${act.clientId}/photos`, photo, { clientId: id }))
    online.value = refused?.status !== 0
    if (refused) return refusalOf(refused) && `已经登记了，照片没有收：${refused.detail}`
  }
  return ''
}

async function upload(act: Act, photo: Blob) {
  return post(`/api/communities/${act.community}/field/photos`, photo, { ...act.body, clientId: act.clientId, orderId: act.orderId, madeAt: act.madeAt })
}

async function post(path: string, photo: Blob, fields: Record<string, unknown>) {
  const body = new FormData()
  body.append('file', photo, 'photo.' + (photo.type === 'image/png' ? 'png' : 'jpg'))
  for (const [name, value] of Object.entries(fields)) body.append(name, String(value))
  const response = await sendRequest(new Request(location.origin + path, { method: 'POST', body }))
  const answer = await response.json().catch(() => undefined) as { isApplied: boolean; sentence?: string | null } | undefined
  return response.ok ? { data: answer, response } : { error: problemOf(response.status, answer), response }
}

/** Where the order stands with what waits on the phone. */
export function stateOf(job: Job, pack: Pack): string {
  return mine(job.order.id).filter(act => act.kind === 'STEP' && !act.refusal)
    .reduce((state, act) => pack.moves.find(move => move.step === act.body.step)?.to ?? state, job.order.state)
}

export function stepsOf(job: Job, pack: Pack): Step[] {
  const state = stateOf(job, pack)
  return pack.moves.filter(move => move.from.includes(state)).map(move => move.step)
}

export function mine(order: number): Act[] {
  return pending.value.filter(act => act.orderId === order)
}

/** A phone's photo made small enough to keep a shift of them. */
export async function shrunk(file: Blob): Promise<Blob> {
  try {
    const picture = await createImageBitmap(file)
    const scale = Math.min(1, 1600 / Math.max(picture.width, picture.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(picture.width * scale)
    canvas.height = Math.round(picture.height * scale)
    canvas.getContext('2d')!.drawImage(picture, 0, 0, canvas.width, canvas.height)
    return await new Promise<Blob>(resolve => { canvas.toBlob(small => { resolve(small ?? file) }, 'image/jpeg', 0.8) })
  } catch {
    return file
  }
}

addEventListener('online', () => { void sendActs() })
setInterval(() => { if (unsent.value.length && !document.hidden) void sendActs() }, 30_000)
