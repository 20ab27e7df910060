import { quantityText, today } from '@/shared/format'
import { addMonths } from '@/shared/months'
import { tiersOf, tiersText, type Terms } from './words'

/** What the form of a tariff holds: texts as they are typed, bands as rows. */
export interface TermsForm extends Omit<Terms, 'price' | 'tiers' | 'lateFeeRate' | 'vacancyFactor' | 'dueDay' | 'months' | 'widenFromFive' | 'widenFromSeven'> {
  price: string
  isTiered: boolean
  tiers: { to: string; price: string }[]
  lateFeeRate: string
  vacancyFactor: string
  dueDay: number | null
  months: number[]
  widenFromFive: string
  widenFromSeven: string
}

/** The first day of the next month: where a new version usually begins. */
export function nextMonth(now = today()): string {
  return `${addMonths(now, 1)}-01`
}

export function blankTerms(): TermsForm {
  return {
    code: '', chargeItem: '', rule: 'BY_AREA', roomKinds: ['HOUSE'], price: '', isTiered: false, tiers: [{ to: '180', price: '' }, { to: '', price: '' }], isYearly: true,
    meterKind: '水', shareBasis: 'AREA', cycle: 'MONTH', from: `${today().slice(0, 7)}-01`, to: null, vacancyFactor: '1', dueDay: 15, lateFeeRate: '0', startFloor: null,
    isDeveloperCharged: false, months: [], widenFromFive: '', widenFromSeven: '',
  }
}

/** A new version starts from what the one before it says. */
export function termsFrom(terms: Terms): TermsForm {
  return {
    ...blankTerms(), ...terms, price: quantityText(terms.price ?? ''), isTiered: !!terms.tiers,
    tiers: terms.tiers ? tiersOf(terms.tiers).map(({ to, price }) => ({ to, price })) : blankTerms().tiers, from: nextMonth(), to: null,
    meterKind: terms.meterKind ?? '水', shareBasis: terms.shareBasis ?? 'AREA', cycle: terms.cycle ?? 'MONTH',
    vacancyFactor: quantityText(terms.vacancyFactor ?? '1'), lateFeeRate: quantityText(terms.lateFeeRate ?? '0'),
    months: [...terms.months ?? []], widenFromFive: quantityText(terms.widenFromFive ?? ''), widenFromSeven: quantityText(terms.widenFromSeven ?? ''),
  }
}

/** What is sent: only what the rule has use for. */
export function termsOf(form: TermsForm): Terms {
  const { isTiered, tiers, ...rest } = form
  const isMetered = form.rule === 'METERED' || form.rule === 'SHARED'
  const hasBands = form.rule === 'METERED' && isTiered
  return {
    ...rest, price: hasBands ? null : form.price || null, tiers: hasBands ? tiersText(tiers) : null, isYearly: hasBands && form.isYearly,
    meterKind: isMetered ? form.meterKind : null, shareBasis: form.rule === 'SHARED' ? form.shareBasis : null, cycle: isMetered ? 'MONTH' : form.cycle,
    to: form.to || null, vacancyFactor: form.vacancyFactor || null, dueDay: form.dueDay ?? 0, lateFeeRate: form.lateFeeRate || null,
    startFloor: isMetered ? null : form.startFloor, months: form.months.length ? form.months : null,
    widenFromFive: hasBands ? form.widenFromFive || null : null, widenFromSeven: hasBands ? form.widenFromSeven || null : null,
  }
}
