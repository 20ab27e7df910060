import { onScopeDispose, ref, watch } from 'vue'
import type { Reply } from '@/api/client'

/** 客户屏上的一幕：这一户要交什么、交了多少、找多少；名字只露姓。 */
export interface CustomerView {
  roomCode: string
  name: string
  items: { name: string; amount: string }[]
  due: string
  change: string
  receiptNo?: string
}

type Quote = Reply<'/api/communities/{community}/payments/quote', 'post'>
type Payment = Reply<'/api/communities/{community}/payments', 'post'>

export function viewOf(quote: Quote | undefined, paid: Payment | undefined): CustomerView | undefined {
  if (quote) {
    const items = quote.lines.filter(line => line.isTicked).map(line => ({ name: line.itemName, amount: line.outstanding }))
    if (quote.lateFee !== '0.00') items.push({ name: '违约金', amount: quote.lateFee })
    return { roomCode: quote.roomCode, name: masked(quote.owners[0]), items, due: quote.due, change: quote.surplus }
  }
  return paid && { roomCode: paid.roomCode, name: '', items: [], due: paid.tendered, change: paid.change, receiptNo: paid.receiptNo }
}

function masked(name: string | undefined): string {
  return name ? `${[...name][0]}**` : ''
}

/** 收费台说给客户屏听；屏后开的，问一声就再说一遍。 */
export function showCustomer(community: number, view: () => CustomerView | undefined) {
  const channel = new BroadcastChannel(`anju.counter.${community}`)
  const say = () => { channel.postMessage({ view: view() }) }
  channel.onmessage = ({ data }) => { if (data === 'hello') say() }
  watch(view, say)
  onScopeDispose(() => { channel.postMessage({}); channel.close() })
}

export function followCounter(community: number) {
  const view = ref<CustomerView>()
  const channel = new BroadcastChannel(`anju.counter.${community}`)
  channel.onmessage = ({ data }) => { if (data !== 'hello') view.value = (data as { view?: CustomerView }).view }
  channel.postMessage('hello')
  onScopeDispose(() => { channel.close() })
  return view
}
