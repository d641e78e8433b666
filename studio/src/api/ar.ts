/** A garment in three dimensions as React sees it: asked for, waited for while a job drapes it, and where its files are. */
import { useQuery } from '@tanstack/react-query'
import { addressOf, get, request } from './client'
import { keyOf } from './queries'
import type { ArManifest, Job } from './schema'
import type { Query } from './types'

const MANIFEST = '/api/v1/garments/{garment_id}/ar.json'
const GLB = '/api/v1/garments/{garment_id}/ar.glb'
const MIRROR = '/api/v1/garments/{garment_id}/ar.mirror.glb'
const POSTER = '/api/v1/garments/{garment_id}/ar.png'
const PAGE = '/api/v1/garments/{garment_id}/ar'
const ASK_AGAIN_MS = 1_500

/** In which size, on whose body; what is left out is the garment's own. */
export type ArWanted = Pick<Query<typeof GLB>, 'size' | 'wearer' | 'body'>

/** A garment's files once they are made; until then the job that makes them. The server keeps what it made. */
export function useAr(id: string, wanted: ArWanted, enabled = true) {
  const asked = useQuery({
    queryKey: keyOf(MANIFEST, id, wanted),
    enabled,
    retry: false,
    queryFn: ({ signal }) => get(MANIFEST, { path: { garment_id: id }, query: wanted, signal }),
    refetchInterval: ({ state }) => (state.data && isJob(state.data) ? ASK_AGAIN_MS : false),
  })
  const told = asked.data
  const manifest = told && !isJob(told) ? told : undefined
  return { manifest, job: told && isJob(told) ? told : undefined, error: asked.error, again: () => void asked.refetch() }
}

/** Where a garment's files and its page are. */
export function arAddresses(id: string, wanted: ArWanted): { glb: string; mirror: string; poster: string; page: string } {
  const at = (path: string) => addressOf(path, { garment_id: id }, wanted)
  return { glb: at(GLB), mirror: at(MIRROR), poster: at(POSTER), page: at(PAGE) }
}

/** A garment's file for a mirror, which is made already. */
export async function fetchMirror(address: string, signal: AbortSignal): Promise<ArrayBuffer> {
  const answer = await request(address, { signal })
  if (answer.status === 202) throw new Error('it is not made yet')
  return answer.arrayBuffer()
}

function isJob(told: ArManifest | Job): told is Job {
  return 'attempts' in told
}
