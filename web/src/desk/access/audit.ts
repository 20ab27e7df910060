/** 审计按什么事找：值是接口地址的一段。 */
export const KINDS = [
  { value: '/api/session', label: '登录与密码' },
  { value: '/api/staff', label: '账号与授权' },
  { value: '/api/roles', label: '岗位权限' },
  { value: '/api/deputies', label: '代理' },
  { value: '/payments', label: '收款与作废' },
  { value: '/shifts', label: '开班与交班' },
  { value: '/bill-runs', label: '出账' },
  { value: '/tariffs', label: '收费标准' },
  { value: '/metering', label: '仪表与读数' },
  { value: '/rooms', label: '房屋' },
  { value: '/people', label: '客户' },
  { value: '/reveals', label: '查看完整号码' },
  { value: '/imports', label: '导入' },
  { value: '/ledger', label: '账务' },
  { value: '/settings', label: '设置' },
] as const
