/** The land of the Earth as Natural Earth (public domain) draws it at 1:50 million, fetched with the first map. */
import type { FeatureCollection } from 'geojson'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import address from 'world-atlas/land-50m.json?url'

let kept: Promise<FeatureCollection> | undefined

export function land(): Promise<FeatureCollection> {
  kept ??= fetchLand().catch((error: unknown) => {
    kept = undefined
    throw error
  })
  return kept
}

async function fetchLand(): Promise<FeatureCollection> {
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`)
  const topology = (await answer.json()) as Topology<{ land: GeometryCollection }>
  return feature(topology, topology.objects.land)
}
