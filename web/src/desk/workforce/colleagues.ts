import { computed } from 'vue'
import { api } from '@/api/client'
import { useLoad } from '@/shared/useLoad'

/** 这个小区的同事，和他们有哪些岗位。 */
export function useColleagues(community: number) {
  const { data: people } = useLoad(() => api.GET('/api/communities/{community}/colleagues', { params: { path: { community } } }))
  const posts = computed(() => [...new Set((people.value ?? []).flatMap(each => each.posts.split('、')))])
  return { people, posts }
}
