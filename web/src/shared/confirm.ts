import { ElMessageBox } from 'element-plus/es/components/message-box/index'
import 'element-plus/es/components/message-box/style/css'
import { silenced } from './keys'

/** 填了一半要走：问一声。 */
export function confirmLeaving(): Promise<boolean> {
  return confirm('填好的内容还没有保存，离开就没有了。', { yes: '不保存，离开', no: '接着填' })
}

/** 只用于不能撤回的事：`what` 用数字说清会发生什么，`yes` 说按钮做什么。 */
export function confirm(what: string, words: { title?: string; yes: string; no?: string }): Promise<boolean> {
  return silenced(ElMessageBox.confirm(what, words.title ?? '', {
    confirmButtonText: words.yes, cancelButtonText: words.no ?? '取消', autofocus: true, closeOnClickModal: false, showClose: false,
  }).then(() => true, () => false))
}
