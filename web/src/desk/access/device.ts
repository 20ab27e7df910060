const BROWSERS: [RegExp, string][] = [[/Edg\//, 'Edge'], [/Firefox\//, '火狐'], [/MicroMessenger/, '微信'], [/Chrome\//, 'Chrome'], [/Safari\//, 'Safari']]
const SYSTEMS: [RegExp, string][] = [[/Windows/, 'Windows'], [/iPhone|iPad/, 'iPhone 或 iPad'], [/Android/, '安卓'], [/Mac OS X/, 'Mac'], [/Linux/, 'Linux']]

/** 浏览器自报的一长串，说成人看得懂的：什么浏览器、什么系统；认不出的照原样。 */
export function deviceText(userAgent: string | null | undefined): string {
  if (!userAgent) return '未知设备'
  const browser = BROWSERS.find(([pattern]) => pattern.test(userAgent))?.[1]
  const system = SYSTEMS.find(([pattern]) => pattern.test(userAgent))?.[1]
  return [browser, system].filter(Boolean).join(' · ') || userAgent
}
