import type { Row } from '@/api/client'

export type Archive = Row<'/api/communities/{community}/archive/rooms'>

/** What a whole archive has, as the server counts it. */
export const MISSING = { OWNER: '业主', PHONE: '电话', ID_NUMBER: '证件号', HANDOVER: '交房日期', AREA: '套内面积', DOCUMENT: '资料' }

export function lackingOf(archive: Archive): string[] {
  const has = { OWNER: archive.hasOwner, PHONE: archive.hasPhone, ID_NUMBER: archive.hasIdNumber, HANDOVER: archive.hasHandover, AREA: archive.hasArea, DOCUMENT: archive.hasDocument }
  return (Object.keys(MISSING) as (keyof typeof MISSING)[]).filter(each => !has[each]).map(each => MISSING[each])
}
