/** Devices as they are now: who was heard, what each reads, and where what moves is. */
import type { Device, SensorElement, SupplyPlace, SupplyShipment } from '@/api'
import type { MapWay } from '@/kit/WorldMap'
import { type Curve, curvesOf, trackOf } from '../journey/way'

/** After so long without a word a device counts as silent here; what interval each has is not told. */
export const SILENT_MS = 3_600_000
const ASSET = 'https://id.gs1.org/8003/'
const DEVICE = 'urn:modiste:device:'
const SPARK = 24

export interface LiveDevice {
  device: Device
  isSilent: boolean
  isSimulated: boolean
  curves: Curve[]
  /** Where it last said that it was: longitude and latitude. */
  at: [longitude: number, latitude: number] | null
}

export function liveDevices(devices: readonly Device[], readings: readonly SensorElement[], places: readonly SupplyPlace[], now: number): LiveDevice[] {
  const by = new Map<string, SensorElement[]>()
  for (const each of readings) {
    const id = (each.sensorMetadata?.deviceID ?? '').replace(DEVICE, '')
    by.set(id, [...(by.get(id) ?? []), each])
  }
  const simulated = new Set(places.filter(({ is_simulated }) => is_simulated).map(({ id }) => id))
  return devices.map((device) => {
    const mine = by.get(device.id) ?? []
    return {
      device,
      isSilent: now - device.heard_at > SILENT_MS,
      isSimulated: simulated.has(device.site) || device.id.startsWith('sim-'),
      curves: curvesOf(mine, SPARK),
      at: trackOf(mine).at(-1) ?? null,
    }
  })
}

/** Whether what a device rides in moves, as a container does. */
export const isMoving = ({ site }: Pick<Device, 'site'>) => site.startsWith(ASSET)

/** What is under way as arcs between its places, each way once. */
export function arcsOf(shipments: readonly Pick<SupplyShipment, 'origin' | 'destination'>[], places: readonly SupplyPlace[]): MapWay[] {
  const at = new Map(places.map(({ id, longitude, latitude }) => [id, [longitude, latitude] as const]))
  const ways = new Map<string, MapWay>()
  for (const { origin, destination } of shipments) {
    const [from, to] = [at.get(origin), at.get(destination)]
    const id = `${origin} ${destination}`
    if (from && to && origin !== destination) ways.set(id, { id, spots: [from, to], isAhead: true })
  }
  return [...ways.values()]
}
