import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { Session } from '@/shell/session'
import type { Reply } from '@/api/client'

export type Sheet = Reply<'/api/communities/{community}/metering/sheet'>
export type Line = Sheet['lines'][number]

/** 手机上记下、还没有传上去的一条读数；`refusal` 是服务端不收的原话。 */
export interface Entry {
  community: number
  month: string
  meter: number
  value: string
  isRollover: boolean
  readOn: string
  refusal?: string
}

export type Pack = Reply<'/api/communities/{community}/field/pack'>
export type Job = Pack['jobs'][number]
export type Step = Pack['moves'][number]['step']

/** 手机上办了、还没有传上去的一笔；`refusal` 是服务端不收的原话。 */
export interface Act {
  clientId: string
  community: number
  /** 0 for a report, which is about no order yet. */
  orderId: number
  seq: number
  madeAt: string
  kind: 'STEP' | 'MATERIAL' | 'SERVICE' | 'CODE' | 'VOUCHER' | 'PHOTO' | 'REPORT'
  /** What it says on the phone while it waits. */
  says: string
  body: Record<string, unknown>
  photo?: Blob
  /** Those of a report follow it one by one. */
  photos?: { id: string; photo: Blob }[]
  refusal?: string
}

export type Spots = Reply<'/api/communities/{community}/field/spots'>

interface Phone extends DBSchema {
  session: { key: 'me'; value: Session }
  sheets: { key: [number, string]; value: { community: number; month: string; takenAt: number; sheet: Sheet } }
  entries: { key: [number, string, number]; value: Entry }
  packs: { key: number; value: { community: number; pack: Pack } }
  acts: { key: string; value: Act }
  spots: { key: number; value: { community: number; spots: Spots } }
  pictures: { key: string; value: { url: string; community: number; picture: Blob } }
}

let opened: Promise<IDBPDatabase<Phone>> | undefined

function phone() {
  return opened ??= openDB<Phone>('anju-field', 3, {
    upgrade(db, before) {
      if (before < 3) {
        db.createObjectStore('spots', { keyPath: 'community' })
        db.createObjectStore('pictures', { keyPath: 'url' })
      }
      if (before < 2) {
        db.createObjectStore('packs', { keyPath: 'community' })
        db.createObjectStore('acts', { keyPath: 'clientId' })
      }
      if (before >= 1) return
      db.createObjectStore('session')
      db.createObjectStore('sheets', { keyPath: ['community', 'month'] })
      db.createObjectStore('entries', { keyPath: ['community', 'month', 'meter'] })
    },
  })
}

/** Vue's proxies cannot be stored. */
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T

export async function keepSession(session: Session) {
  await (await phone()).put('session', plain(session), 'me')
}

export async function keptSession(): Promise<Session | undefined> {
  return (await phone()).get('session', 'me')
}

export async function keepSheet(community: number, month: string, sheet: Sheet) {
  await (await phone()).put('sheets', { community, month, takenAt: Date.now(), sheet: plain(sheet) })
}

export async function keptSheet(community: number, month: string) {
  return (await phone()).get('sheets', [community, month])
}

export async function keepEntry(entry: Entry) {
  await (await phone()).put('entries', plain(entry))
}

export async function entries(): Promise<Entry[]> {
  return (await phone()).getAll('entries')
}

/** What the server said about an entry; one written anew while it was on the way stays as it is. */
export async function settleEntry(entry: Entry, refusal?: string) {
  const change = (await phone()).transaction('entries', 'readwrite')
  const key: [number, string, number] = [entry.community, entry.month, entry.meter]
  const kept = await change.store.get(key)
  if (kept && kept.value === entry.value && kept.isRollover === entry.isRollover) {
    if (refusal === undefined) await change.store.delete(key)
    else await change.store.put({ ...kept, refusal })
  }
  await change.done
}

export async function keepPack(community: number, pack: Pack) {
  await (await phone()).put('packs', { community, pack: plain(pack) })
}

export async function keptPack(community: number) {
  const kept = (await (await phone()).get('packs', community))?.pack as Pack | undefined
  return kept?.jobs.every(job => 'site' in job) ? kept : undefined      // one kept by an earlier version says less
}

export async function keepSpots(community: number, spots: Spots) {
  await (await phone()).put('spots', { community, spots: plain(spots) })
}

export async function keptSpots(community: number): Promise<Spots | undefined> {
  return (await (await phone()).get('spots', community))?.spots
}

export async function keepPicture(community: number, url: string, picture: Blob) {
  await (await phone()).put('pictures', { url, community, picture })
}

export async function keptPicture(url: string): Promise<Blob | undefined> {
  return (await (await phone()).get('pictures', url))?.picture
}

/** Those of orders that are no longer on the phone go. */
export async function dropPictures(community: number, but: Set<string>) {
  const db = await phone()
  for (const { url, community: of } of await db.getAll('pictures')) if (of === community && !but.has(url)) await db.delete('pictures', url)
}

/** A photo is kept as it is; the rest must be plain. */
export async function keepAct(act: Act) {
  const { photo, photos, ...rest } = act
  await (await phone()).put('acts', { ...plain(rest), ...(photo && { photo }), ...(photos && { photos: photos.map(each => ({ ...each })) }) })
}

export async function acts(): Promise<Act[]> {
  return (await (await phone()).getAll('acts')).sort((one, other) => one.seq - other.seq)
}

export async function dropAct(clientId: string) {
  await (await phone()).delete('acts', clientId)
}

/** 退出登录：手机上什么也不留。 */
export async function forget() {
  const db = await phone()
  await Promise.all([db.clear('session'), db.clear('sheets'), db.clear('entries'), db.clear('packs'), db.clear('acts'), db.clear('spots'), db.clear('pictures')])
}
