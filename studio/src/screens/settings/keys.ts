/** API keys: list, make, revoke. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type KeyRequest, keyOf, post, remove, usePages } from '@/api'

const KEYS = '/api/v1/keys'

export const useApiKeys = () => usePages(KEYS)

export function useMakeKey() {
  const queryClient = useQueryClient()
  return useMutation({
    meta: { quiet: true },
    mutationFn: (body: KeyRequest) => post(KEYS, { body }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keyOf(KEYS) }),
  })
}

export function useRevokeKey() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (key_id: string) => remove('/api/v1/keys/{key_id}', { path: { key_id } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keyOf(KEYS) }),
  })
}
