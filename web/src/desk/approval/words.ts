/** 审批的状态怎么说、什么颜色。 */
export const APPROVAL_STATES = {
  WAITING: { label: '待审批', tone: 'due' },
  APPROVED: { label: '已通过', tone: 'done' },
  REJECTED: { label: '未通过', tone: 'overdue' },
  WITHDRAWN: { label: '已撤回', tone: 'quiet' },
} as const
