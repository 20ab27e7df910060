import { computed, ref, shallowRef } from 'vue'
import { api, outcome } from '@/api/client'
import { entries, keepEntry, settleEntry, type Entry } from './phone'

/** 手机上还没传上去的读数；有网就一条条传，没网就等着。 */
export const waiting = shallowRef<Entry[]>([])
export const refused = computed(() => waiting.value.filter(entry => entry.refusal))
export const online = ref(navigator.onLine)
export const sending = ref(false)

export async function recount() {
  waiting.value = await entries()
}

/** Records one reading on the phone first; the network comes second. */
export async function record(entry: Entry) {
  await keepEntry(entry)
  await recount()
  void send()
}

/** @returns how many the server has taken */
export async function send(): Promise<number> {
  if (sending.value) return 0
  sending.value = true
  let taken = 0
  try {
    for (const entry of (await entries()).filter(each => !each.refusal)) {
      const answer = await put(entry)
      if (answer === 'offline') break
      if (answer === 'taken') taken++
    }
  } finally {
    sending.value = false
    await recount()
  }
  return taken
}

async function put(entry: Entry): Promise<'taken' | 'refused' | 'offline'> {
  const { problem } = await outcome(api.PUT('/api/communities/{community}/metering/readings/{meter}/{month}', {
    params: { path: { community: entry.community, meter: entry.meter, month: entry.month } },
    body: { value: entry.value, isRollover: entry.isRollover, readOn: entry.readOn } }))
  online.value = problem?.status !== 0
  if (problem && (problem.status === 0 || problem.status === 401 || problem.status >= 500)) return 'offline'
  if (!problem || await isThere(entry)) {
    await settleEntry(entry)
    return 'taken'
  }
  await settleEntry(entry, problem.detail)
  return 'refused'
}

/** An answer that got lost on the way: the reading was taken the first time. */
async function isThere(entry: Entry): Promise<boolean> {
  const { data } = await outcome(api.GET('/api/communities/{community}/metering/meters/{meter}',
    { params: { path: { community: entry.community, meter: entry.meter } } }))
  return data?.readings.some(each => each.month === entry.month && Number(each.value) === Number(entry.value)) ?? false
}

addEventListener('online', () => { online.value = true; void send() })
addEventListener('offline', () => { online.value = false })

// A server that was away says nothing when it is back.
setInterval(() => { if (waiting.value.some(entry => !entry.refusal) && !document.hidden) void send() }, 30_000)
