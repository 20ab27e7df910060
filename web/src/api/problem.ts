/** 一次拒绝，服务端的原话；页面按 code 分辨，人看 detail。 */
export interface Problem {
  status: number
  code: string
  detail: string
  fields: { field: string; message: string }[]
}

export const OFFLINE: Problem = { status: 0, code: 'offline', detail: '连不上服务器，请检查网络后重试', fields: [] }

/** The server is away or starting: it says nothing when it is back, so what was read may be asked again. */
export function passes(problem: Problem): boolean {
  return problem.code === OFFLINE.code || (problem.status >= 502 && problem.status <= 504)
}

/** What the server answered instead of a success, always as a sentence. */
export function problemOf(status: number, body: unknown): Problem {
  const said = (typeof body === 'object' && body !== null ? body : {}) as Partial<Problem>
  return {
    status,
    code: said.code ?? 'unknown',
    detail: said.detail ?? sentences[status] ?? `服务器没有办成这件事（${status}），请稍后再试；再不行请告诉管理员`,
    fields: Array.isArray(said.fields) ? said.fields : [],
  }
}

const sentences: Record<number, string> = {
  401: '登录已过期，请重新登录',
  403: '您没有这项权限，请联系管理员',
  404: '没有找到，可能已被删除或不在您的小区',
  413: '文件太大，服务器没有收下',
  429: '操作太频繁，请稍等片刻再试',
  502: '服务器正在启动或已停止，请稍后再试',
  503: '服务器正忙，请稍后再试',
}
