import { expect, it } from 'vitest'
import { useAhead, type Order } from './ahead'

const soon = () => new Promise(resolve => { setTimeout(resolve) })

it('一户一户办，前一户没办完后一户等着', async () => {
  const log: string[] = []
  const { add, orders } = useAhead(async order => { log.push(`+${order.text}`); await soon(); log.push(`-${order.text}`); return true }, () => {})
  add({ text: '甲' })
  add({ text: '乙' })
  while (orders.length) await soon()
  expect(log).toEqual(['+甲', '-甲', '+乙', '-乙'])
})

it('一户停下，后面的都不办', async () => {
  let left: Order[] = []
  const served: string[] = []
  const { add } = useAhead(async order => { served.push(order.text); await soon(); return false }, orders => { left = orders })
  add({ text: '甲' })
  add({ text: '乙' })
  await soon()
  await soon()
  expect(served).toEqual(['甲'])
  expect(left.map(order => order.text)).toEqual(['乙'])
})

it('放下正在读的一户，收过款的不动', async () => {
  const { add, dropLast, last, orders } = useAhead(async (_order, isCancelled) => { await soon(); return !isCancelled() }, () => {})
  add({ text: '甲' })
  last.value!.isPaid = true
  dropLast()
  expect(orders).toHaveLength(1)
  add({ text: '乙' })
  dropLast()
  expect(orders.map(order => order.text)).toEqual(['甲'])
})
