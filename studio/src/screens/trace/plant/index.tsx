/** Plant: how machines wear, and what orders took of energy, water and carbon. */
import { useDevices, useSupplyPlaces } from '@/api'
import { Footprint } from './Footprint'
import { Health } from './Health'

export function Plant() {
  const devices = useDevices().data?.items ?? []
  const places = useSupplyPlaces().data ?? []
  return (
    <>
      <Health devices={devices} />
      <Footprint places={places} devices={devices} />
    </>
  )
}
