import { api, outcome, type Reply } from '@/api/client'
import { sayRefused } from '@/shared/say'
import type { DeskAct, Field } from '../servicedesk/ActDrawer.vue'
import { MATTER_OUTCOMES, MATTER_TOPICS, SUPERIORS, type MatterKind, type MatterOutcome } from './words'

type Matter = Reply<'/api/communities/{community}/matters/{id}'>['matter']
type Choice = Reply<'/api/communities/{community}/matters/receivers'>

const options = (of: Record<string, string>) => Object.entries(of).map(([value, label]) => ({ value, label }))
const OUTCOMES: Record<MatterKind, MatterOutcome[]> = { PROPOSAL: ['ADOPTED', 'PARTLY', 'REFUSED'], ESCALATION: ['HANDLED', 'INSTRUCTED'], MAJOR: ['AGREED', 'DECLINED'] }
const SUBMIT: Record<MatterKind, { title: string; save: string; done: string; content: string }> = {
  PROPOSAL: { title: '提建议', save: '提交', done: '已提交，对方收到消息；采纳与否、落实得怎样都会告诉您', content: '现在怎样、建议怎样做' },
  ESCALATION: { title: '往上报', save: '上报', done: '已上报，上级收到消息', content: '什么事、为什么自己办不了、要什么协助' },
  MAJOR: { title: '报重大事项', save: '上报', done: '已报总经理决断', content: '情况与方案' },
}

/** Whom it goes to: of one there is nothing to choose, but it is shown. */
function receiver(choice: Choice): Field {
  return { key: 'toId', label: choice.who ? `报给谁（${SUPERIORS[choice.who]}）` : '交给谁', type: 'select', options: choice.people.map(each => ({ value: each.id, label: `${each.name}　${each.posts}` })),
    value: choice.people[0]?.id, required: true, note: choice.who ? '只报上一级；上一级办不了，由他再往上报' : '第一位是您的上级，也可以交给别的主管' }
}

/** 提建议、往上报、报重大事项；报给谁由服务端定，没有人可报就说为什么。 */
export async function submitMatter(community: number, kind: MatterKind): Promise<DeskAct | undefined> {
  const { data: choice, problem } = await outcome(api.GET('/api/communities/{community}/matters/receivers', { params: { path: { community }, query: { kind } } }))
  if (!choice) {
    sayRefused(problem.detail)
    return undefined
  }
  const { title, save, done, content } = SUBMIT[kind]
  return { title, save, done, fields: [
    ...(kind === 'PROPOSAL' ? [{ key: 'topic', label: '关于', type: 'select' as const, options: options(MATTER_TOPICS), value: 'SERVICE', required: true }] : []),
    { key: 'title', label: '标题', type: 'line', max: 100, required: true }, { key: 'content', label: content, type: 'text', max: 2000, required: true },
    ...(kind === 'MAJOR' ? [] : [receiver(choice)])],
    send: (body, key) => api.POST('/api/communities/{community}/matters', { params: { path: { community }, header: { 'Idempotency-Key': key } }, body: { kind, ...(body as object) } as never }) }
}

/** 再往上报一级。 */
export async function raiseMatter(community: number, matter: Matter): Promise<DeskAct | undefined> {
  const path = { community, id: matter.id }
  const { data: choice, problem } = await outcome(api.GET('/api/communities/{community}/matters/{id}/receivers', { params: { path } }))
  if (!choice) {
    sayRefused(problem.detail)
    return undefined
  }
  return { title: `再往上报：${matter.title}`, save: '上报', done: '已报上一级，提的人也知道了', fields: [{ key: 'why', label: '为什么自己办不了', type: 'text', max: 1000, required: true }, receiver(choice)],
    send: body => api.POST('/api/communities/{community}/matters/{id}/raising', { params: { path }, body: body as never }) }
}

/** 答复或决断；采纳、同意的写明谁落实、到哪天。 */
export async function decideMatter(community: number, matter: Matter): Promise<DeskAct> {
  const path = { community, id: matter.id }
  const isCarriedOut = matter.kind !== 'ESCALATION'
  const { data: people } = isCarriedOut ? await api.GET('/api/communities/{community}/colleagues', { params: { path: { community } } }) : { data: [] }
  const isMajor = matter.kind === 'MAJOR'
  const only = isMajor ? '（不同意的不填）' : '（不采纳的不填）'
  return { title: `${isMajor ? '决断' : '答复'}：${matter.title}`, save: isMajor ? '决断' : '答复', done: isMajor ? '已决断，提的人和执行的人收到消息' : '已答复，提的人收到消息', fields: [
    { key: 'outcome', label: isMajor ? '同意不同意' : '怎样答复', type: 'select', options: OUTCOMES[matter.kind].map(value => ({ value, label: MATTER_OUTCOMES[value] })), value: OUTCOMES[matter.kind][0], required: true },
    ...(isMajor ? [{ key: 'conclusion', label: '结论', type: 'text' as const, max: 1000, required: true }] : []),
    { key: 'reason', label: isCarriedOut ? '理由' : '怎样办、指示什么', type: 'text', max: 1000, required: true },
    ...(isCarriedOut ? [{ key: 'executorId', label: `${isMajor ? '谁执行' : '谁落实'}${only}`, type: 'select' as const, options: (people ?? []).map(each => ({ value: each.id, label: `${each.name}　${each.posts}` })) },
      { key: 'dueOn', label: `到哪天${only}`, type: 'day' as const }] : [])],
    send: body => api.POST('/api/communities/{community}/matters/{id}/decision', { params: { path }, body: body as never }) }
}

/** 落实的人报结果。 */
export function finishMatter(community: number, matter: Matter): DeskAct {
  return { title: `报结果：${matter.title}`, save: '报结果', done: '已报，提的人和答复的人收到消息', fields: [{ key: 'result', label: matter.kind === 'MAJOR' ? '执行得怎样' : '落实得怎样', type: 'text', max: 1000, required: true }],
    send: body => api.POST('/api/communities/{community}/matters/{id}/outcome', { params: { path: { community, id: matter.id } }, body: body as never }) }
}

/** 转给另一个人：等答复的给同一级的，落实的给办得了事的。 */
export async function handMatter(community: number, matter: Matter): Promise<DeskAct | undefined> {
  const path = { community, id: matter.id }
  const { data: choice, problem } = await outcome(api.GET('/api/communities/{community}/matters/{id}/successors', { params: { path } }))
  if (!choice?.people.length) {
    sayRefused(choice ? '没有可以转给的人' : problem.detail)
    return undefined
  }
  return { title: `转给别人：${matter.title}`, save: '转交', done: '已转交，接的人和提的人收到消息', fields: [
    { key: 'toId', label: matter.state === 'DOING' ? '改由谁落实' : '改由谁答复', type: 'select', options: choice.people.map(each => ({ value: each.id, label: `${each.name}　${each.posts}` })), required: true },
    { key: 'why', label: '为什么转', type: 'text', max: 500, required: true }],
    send: body => api.POST('/api/communities/{community}/matters/{id}/handing', { params: { path }, body: body as never }) }
}

/** 没答复以前，提的人可以撤回。 */
export function withdrawMatter(community: number, matter: Matter): DeskAct {
  return { title: `撤回：${matter.title}`, save: '撤回', done: '已撤回', fields: [{ key: 'why', label: '为什么撤回', type: 'text', max: 500, required: true }],
    send: body => api.POST('/api/communities/{community}/matters/{id}/withdrawal', { params: { path: { community, id: matter.id } }, body: body as never }) }
}

/** 附一份文件。 */
export function attachToMatter(community: number, matter: Matter): DeskAct {
  return { title: '附文件', save: '附上', done: '已附上', subject: `matter:${matter.id}`, fields: [{ key: 'attachmentId', label: '文件', type: 'file', required: true }, { key: 'note', label: '是什么', type: 'line', max: 100, required: true }],
    send: body => api.POST('/api/communities/{community}/matters/{id}/papers', { params: { path: { community, id: matter.id } }, body: body as never }) }
}
