import { ref } from 'vue'
import { api, outcome } from '@/api/client'
import { silenced } from '@/shared/keys'

/** 锁屏：人离开窗口，页面盖住，回来再输密码，填了一半的都还在。 */
export const locked = ref(false)
let release = () => {}

/** The session ends, and no key of the page below works; signing in again goes on where it was. */
export async function lock() {
  if (locked.value) return
  locked.value = true
  void silenced(new Promise<void>(done => { release = done }))
  await outcome(api.DELETE('/api/session'))
}

export function unlock() {
  locked.value = false
  release()
}
