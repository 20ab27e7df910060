import { watch, type Ref } from 'vue'

/**
 * 表单每次打开：还没画出来就填好、忘掉上次的拒绝。`immediate` 给打开着装进来的。
 *
 * Not synchronous: where opening comes in as a property, the other properties of the same moment are not there yet.
 */
export function whenOpened(open: Readonly<Ref<boolean>>, begin: () => void, how: { immediate?: boolean } = {}) {
  watch(open, isOpen => { if (isOpen) begin() }, { ...how, flush: 'pre' })
}
