import { api, type Reply } from '@/api/client'
import type { DeskAct } from '../servicedesk/ActDrawer.vue'
import { CONTRACT_KINDS } from './words'

type Contract = Reply<'/api/communities/{community}/contracts/{id}'>['contract']

/** The day after, as a date. */
function next(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}

/** 登记一份合同或证照；续的接着旧的那一份，从它到期的第二天起。 */
export async function enterContract(community: number, renews?: Contract): Promise<DeskAct> {
  const { data: people } = await api.GET('/api/communities/{community}/colleagues', { params: { path: { community } } })
  return { title: renews ? `续：${renews.title}` : '登记合同或证照', save: '登记', done: '已登记，快到期时提醒管它的人', fields: [
    { key: 'kind', label: '种类', type: 'select', options: Object.entries(CONTRACT_KINDS).map(([value, label]) => ({ value, label })), value: renews?.kind ?? 'CONTRACT', required: true },
    { key: 'title', label: '名称', type: 'line', max: 80, value: renews?.title, required: true, note: '如“电梯维保合同”“锅炉使用登记证”' },
    { key: 'paperNumber', label: '合同号、证号', type: 'line', max: 40 },
    { key: 'counterparty', label: '对方或发证机关', type: 'line', max: 60, value: renews?.counterparty, required: true },
    { key: 'amount', label: '金额（元）', type: 'line', max: 14, value: renews?.amount ?? '', note: '没有金额的不填' },
    { key: 'fromOn', label: '从哪天起', type: 'day', value: renews ? next(renews.toOn) : '', required: true },
    { key: 'toOn', label: '到哪天止', type: 'day', required: true },
    { key: 'remindDays', label: '提前几天提醒', type: 'number', max: 365, value: renews?.remindDays, note: '不填照设置里的' },
    { key: 'ownerId', label: '谁管', type: 'select', options: (people ?? []).map(each => ({ value: each.id, label: `${each.name}　${each.posts}` })), value: renews?.ownerId, required: true }],
    send: (body, key) => api.POST('/api/communities/{community}/contracts', { params: { path: { community }, header: { 'Idempotency-Key': key } }, body: { ...(body as object), ...(renews ? { renewsId: renews.id } : {}) } as never }) }
}
