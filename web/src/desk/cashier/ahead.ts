import { computed, reactive, shallowReactive } from 'vue'
import type { Cart } from './cart'

/**
 * 一户的单：找谁，收多少，按没按收款。页面还没跟上时，按的键都记在单上。
 *
 * @property amounts what is typed before the till is there; F4 begins the next one
 * @property isPaid Enter after an amount: the household is served as soon as it is read, the cashier is at the next one
 */
export interface Order { text: string; roomCode?: string; kept?: Cart; amounts: string[]; isPaid: boolean }

/** Orders are served one after the other; when one stops, those behind it are `left` unserved. */
export function useAhead(serve: (order: Order, isCancelled: () => boolean) => Promise<boolean>, ended: (left: Order[]) => void) {
  const orders = shallowReactive<Order[]>([])
  const last = computed(() => orders.at(-1))
  let running = false

  function add(order: Pick<Order, 'text' | 'roomCode' | 'kept'>) {
    orders.push(reactive({ ...order, amounts: [''], isPaid: false }))
    void run()
  }

  /** The household that is still being read is put down; those before it are paid for and stay. */
  function dropLast() {
    if (last.value && !last.value.isPaid) orders.pop()
  }

  async function run() {
    if (running) return
    running = true
    for (let order = orders[0]; order; order = orders[0]) {
      const now = order
      const isServed = await serve(now, () => !orders.includes(now))
      if (!orders.includes(now)) continue
      orders.shift()
      const left = isServed ? [] : orders.splice(0)
      if (!orders.length) ended(left)
    }
    running = false
  }

  return { orders, last, add, dropLast }
}
