import { ref } from 'vue'
import { api, outcome } from '@/api/client'
import { download } from './print'
import { sayDone, sayRefused } from './say'

/** 多少行以上的导出交给后台。 */
export const LONG = 5000
const PAUSE = 700

/**
 * 很长的列表交给后台导出，做完就取下来；离开了页面，可到 后台任务 里取。
 *
 * @returns `percent` while it runs; `start` says false when this list is simply downloaded
 */
export function useLongExport() {
  const percent = ref<number>()

  async function start(address: string, query: Record<string, unknown>, conditions: string): Promise<boolean> {
    const [, community, list, asked] = /^\/api\/communities\/(\d+)\/([^?]+)(?:\?(.*))?$/.exec(address) ?? []
    if (!community || !list) return false
    const { sort, ...rest } = { ...Object.fromEntries(new URLSearchParams(asked)), ...query }
    const filter = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, String(value)]))
    const path = { community: Number(community) }
    const started = await outcome(api.POST('/api/communities/{community}/exports', { params: { path }, body: { address: list, filter, sort: sort as string | undefined, conditions: conditions || undefined } }))
    if (started.problem?.code === 'export-unknown') return false
    if (!started.data) sayRefused(started.problem!.detail)
    else await follow(path.community, started.data.id)
    return true
  }

  async function follow(community: number, id: number) {
    const path = { community, id }
    percent.value = 0
    for (;;) {
      const { data: job, problem } = await outcome(api.GET('/api/communities/{community}/exports/{id}', { params: { path } }))
      if (job?.state === 'DONE') break
      if (problem || job?.state === 'FAILED' || job?.state === 'CANCELLED') {
        sayRefused(problem?.detail ?? job?.message ?? '导出没有完成')
        percent.value = undefined
        return
      }
      percent.value = job?.total ? Math.floor(job.done * 100 / job.total) : 0
      await new Promise(resolve => setTimeout(resolve, PAUSE))
    }
    await download(`/api/communities/${community}/exports/${id}/file.xlsx`)
    sayDone('已导出')
    percent.value = undefined
  }

  return { percent, start }
}
