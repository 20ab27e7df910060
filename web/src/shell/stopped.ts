import { shallowRef } from 'vue'
import type { Problem } from '@/api/problem'

/** Why the page cannot be shown: refused, not found, broken, or the server is away. */
export const stopped = shallowRef<Problem>()
