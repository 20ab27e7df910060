import { ElMessage } from 'element-plus/es/components/message/index'
import 'element-plus/es/components/message/style/css'

/** 办成了，一句话，过一会儿自己走。 */
export function sayDone(what: string) {
  ElMessage.success({ message: what, duration: 2500 })
}

/** 没办成，服务端的原话，可以多看一会儿。 */
export function sayRefused(why: string) {
  ElMessage.error({ message: why, duration: 6000, showClose: true })
}
