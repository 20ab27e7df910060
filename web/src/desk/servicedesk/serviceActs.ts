import { api, type Row } from '@/api/client'
import type { DeskAct } from './ActDrawer.vue'

export type Service = Row<'/api/communities/{community}/services'>
export type ServiceOrder = Row<'/api/communities/{community}/service-orders'>
export const CATEGORIES: Record<Service['category'], string> = { REPAIR: '有偿维修', CLEANING: '保洁', SHOPPING: '代购', WEDDING: '婚庆', MOVING: '搬家', TICKETING: '票务', COURIER: '快递', BUSINESS: '商务', OTHER: '其他' }
export const SERVICE_STATES: Record<string, { label: string; tone: 'due' | 'info' | 'done' | 'quiet' }> = {
  QUOTED: { label: '等同意', tone: 'due' }, AGREED: { label: '已同意', tone: 'info' }, DONE: { label: '已办好', tone: 'done' }, DECLINED: { label: '不做了', tone: 'quiet' } }
const WAYS = [{ value: 'PHONE', label: '电话里' }, { value: 'COUNTER', label: '当面' }, { value: 'MESSAGE', label: '短信微信' }]

export function consentAct(community: number, id: number, who: string): DeskAct {
  return { title: '住户同意了', save: '记下', done: '已记下，可以派人了', fields: [{ key: 'who', label: '谁同意的', type: 'line', value: who, required: true, max: 40 },
    { key: 'way', label: '怎么同意的', type: 'select', options: WAYS, value: 'PHONE', required: true }, { key: 'at', label: '几时同意的', type: 'moment', note: '不填就是现在' }],
    send: body => api.POST('/api/communities/{community}/service-orders/{id}/consent', { params: { path: { community, id } }, body: body as never }) }
}

export function declineAct(community: number, id: number): DeskAct {
  return { title: '不做了', save: '记下', done: '已记下', fields: [{ key: 'reason', label: '为什么', type: 'line', required: true, max: 200 }],
    send: body => api.POST('/api/communities/{community}/service-orders/{id}/refusal', { params: { path: { community, id } }, body: body as never }) }
}

export function finishAct(community: number, id: number, who: string): DeskAct {
  return { title: '办好了，住户签收', save: '办好，记到账上', done: '已记到账上，可到收费台缴', fields: [{ key: 'receivedBy', label: '谁签收的', type: 'line', value: who, required: true, max: 40 }],
    send: body => api.POST('/api/communities/{community}/service-orders/{id}/completion', { params: { path: { community, id } }, body: body as never }) }
}
