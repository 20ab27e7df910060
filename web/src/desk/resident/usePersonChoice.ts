import { reactive, ref } from 'vue'
import { api } from '@/api/client'

/** 选一位登记过的住户，或当场新登记一位；存第二次也只登记一次。 */
export function usePersonChoice(community: () => number) {
  const choice = reactive({ isNew: false, personId: null as number | null, kind: 'PERSON' as 'PERSON' | 'COMPANY', name: '', phone: '', idNumber: '' })
  const made = ref<{ for: string; id: number }>()

  function clear() {
    Object.assign(choice, { isNew: false, personId: null, kind: 'PERSON', name: '', phone: '', idNumber: '' })
    made.value = undefined
  }

  /** The id, after registering the new one if need be; or the refusal. */
  async function person() {
    if (!choice.isNew) return { id: choice.personId }
    const { kind, name, phone, idNumber } = choice
    const wanted = JSON.stringify([kind, name, phone, idNumber])
    if (made.value?.for === wanted) return { id: made.value.id }
    const { data, ...refusal } = await api.POST('/api/communities/{community}/people', {
      params: { path: { community: community() } }, body: { kind, name, phone: phone || null, idNumber: idNumber || null } })
    if (!data) return { id: null, refusal }
    made.value = { for: wanted, id: data.id }
    return { id: data.id }
  }

  return { choice, clear, person }
}
