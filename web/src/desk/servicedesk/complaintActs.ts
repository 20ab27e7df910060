import { api } from '@/api/client'
import type { DeskAct } from './ActDrawer.vue'
import type { Code, ComplaintFile } from './complaintWords'

export type CaseAct = ComplaintFile['acts'][number]
interface Path { community: number; id: number }
type Drawn = Exclude<CaseAct, 'RECEIVE' | 'ARCHIVE' | 'CLOSE' | 'CALL_BACK'>

/** 卷宗上要填几栏的事。 */
export function caseActs(path: Path, file: ComplaintFile, offered: (kind: Code['kind']) => { value: string; label: string }[],
  colleagues: { value: number; label: string }[]): Record<Drawn, DeskAct> {
  const params = { path }
  const people = (list: { id: number; name: string }[]) => list.map(each => ({ value: each.id, label: each.name }))
  return {
    FIND: { title: '查明原因与措施', save: '保存', done: '已保存', fields: [
      { key: 'item', label: '投诉事项', type: 'select', options: offered('ITEM'), value: file.complaint.item, required: true },
      { key: 'cause', label: '根本原因', type: 'select', options: offered('CAUSE'), value: file.complaint.cause, required: true },
      { key: 'department', label: '责任部门', type: 'select', options: offered('DEPARTMENT'), value: file.complaint.department, required: true },
      { key: 'analysis', label: '原因分析', type: 'text', value: file.rest.analysis, max: 1000 }, { key: 'measure', label: '处理措施', type: 'text', value: file.rest.measure, max: 1000, required: true }],
      send: body => api.PUT('/api/communities/{community}/complaints/{id}/findings', { params, body: body as never }) },
    ESCALATE: { title: '上报上一级', save: '上报', done: '已上报，对方收到消息', fields: [
      { key: 'why', label: '为什么办不了', type: 'text', required: true },
      { key: 'toId', label: '报给', type: 'select', options: people(file.superiors), note: '不选就告诉这一级的每个人，谁接收算谁的' }],
      send: body => api.POST('/api/communities/{community}/complaints/{id}/escalations', { params, body: body as never }) },
    MAJOR: { title: '定为重大投诉', save: '定为重大，报主任', done: '已编专档号，已报主任', fields: [{ key: 'why', label: '为什么是重大投诉', type: 'text', required: true }],
      send: body => api.POST('/api/communities/{community}/complaints/{id}/major', { params, body: body as never }) },
    LIAISON: { title: '疑难客户交联络人', save: '交给联络人', done: '已交给联络人', fields: [
      { key: 'staffId', label: '联络人（高级管家）', type: 'select', options: people(file.liaisons), required: true }, { key: 'why', label: '为什么', type: 'text', required: true }],
      send: body => api.POST('/api/communities/{community}/complaints/{id}/liaison', { params, body: body as never }) },
    ASK: { title: '请部门办一份', save: '交给他', done: '已发协办单，上他的今日', fields: [
      { key: 'department', label: '部门', type: 'select', options: offered('DEPARTMENT'), required: true }, { key: 'staffId', label: '请谁办', type: 'select', options: colleagues, required: true },
      { key: 'task', label: '办什么', type: 'text', required: true }, { key: 'dueOn', label: '哪天以前答复', type: 'day', required: true }],
      send: body => api.POST('/api/communities/{community}/complaints/{id}/parts', { params, body: body as never }) },
    MEDIATE: { title: '记一次调解', save: '记下', done: '已记下，签字后登记', fields: [
      { key: 'heldAt', label: '几时调解的', type: 'moment', required: true }, { key: 'place', label: '地点', type: 'line', required: true },
      { key: 'oneParty', label: '一方', type: 'line', required: true }, { key: 'otherParty', label: '另一方', type: 'line', required: true },
      { key: 'course', label: '经过', type: 'text', max: 2000, required: true }, { key: 'result', label: '结果', type: 'text', max: 1000, required: true },
      { key: 'isAgreed', label: '双方达成一致', type: 'tick', value: true }],
      send: body => api.POST('/api/communities/{community}/complaints/{id}/mediations', { params, body: body as never }) },
    FEEDBACK: { title: '向客户反馈进展', save: '记下', done: '已记下', fields: [{ key: 'text', label: '反馈了什么', type: 'text', max: 1000, required: true }],
      send: body => api.POST('/api/communities/{community}/complaints/{id}/feedback', { params, body: body as never }) },
    OPINION: { title: '在意见书上签意见', save: '签字', done: '已签', fields: [{ key: 'remark', label: '意见', type: 'text', required: true, note: '签字的名字和时间随卷保存' }],
      send: body => api.POST('/api/communities/{community}/complaints/{id}/opinion', { params, body: body as never }) },
  }
}

export function answerPart(path: Path, part: number): DeskAct {
  return { title: '部门的答复', save: '登记', done: '已登记答复', fields: [{ key: 'answer', label: '答复', type: 'text', max: 1000, required: true }],
    send: body => api.POST('/api/communities/{community}/complaints/{id}/parts/{part}/answer', { params: { path: { ...path, part } }, body: body as never }) }
}

export function signMediation(path: Path, mediation: number, one: string, other: string): DeskAct {
  return { title: '双方签字', subject: `complaint:${path.id}`, save: '登记签字', done: '已登记签字', fields: [
    { key: 'oneSigned', label: '一方签字人', type: 'line', value: one, required: true }, { key: 'otherSigned', label: '另一方签字人', type: 'line', value: other, required: true },
    { key: 'attachmentId', label: '签过字的纸面（照片或 PDF）', type: 'file', required: true }],
    send: body => api.POST('/api/communities/{community}/complaints/{id}/mediations/{mediation}/signing', { params: { path: { ...path, mediation } }, body: body as never }) }
}
