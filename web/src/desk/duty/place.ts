import { pages } from '@/shell/pages'
import { may } from '@/shell/session'
import type { Duty } from './words'

/** 这一页打不打得开；带筛选的照页面本身。 */
export function opens(link: string, at: number): boolean {
  const path = link.split('?')[0]
  const needs = pages.find(page => page.path === path)?.needs
  return !needs || may(needs, at)
}

/** 在哪里办：主办的页面；打不开的，到自己岗位办那一份的页面。 */
export function placeOf(duty: Pick<Duty, 'link' | 'elsewhere'>, at: number): string {
  return opens(duty.link, at) ? duty.link : Object.values(duty.elsewhere).find(page => opens(page, at)) ?? duty.link
}
