/** 解款单的状态与颜色。 */
export const REMITTANCE_STATES = [['HANDED', '待签收'], ['SIGNED', '已签收'], ['RETURNED', '已退回']] as const

export function remittanceTone(state: string) {
  return state === 'SIGNED' ? 'done' : state === 'RETURNED' ? 'overdue' : 'info'
}
