import type { InjectionKey, Ref } from 'vue'

/** Whether the empty state itself offers what to do first; the page's head then need not say it twice. */
export const OFFERS_NEXT: InjectionKey<Ref<boolean>> = Symbol('offers-next')
