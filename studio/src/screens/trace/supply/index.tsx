/** Supply: sites and containers on a map, listed beside it, and the devices that are there. */
import { Button } from '@mantine/core'
import { useState } from 'react'
import { type Devices, type SensorElement, type SupplyPlace, useAlarms, useArrivals, useDevices, useReadings, useSupplyPlaces } from '@/api'
import { Loaded, Section, useAddress } from '@/app'
import { EmptyState } from '@/kit/EmptyState'
import { HowBadge } from '@/kit/HowBadge'
import { ChartSkeleton } from '@/kit/Skeletons'
import { type MapMark, WorldMap } from '@/kit/WorldMap'
import { useWords } from '@/locale'
import { thingWords } from '../journey/names'
import { Alarms } from './Alarms'
import { DeviceGrid } from './DeviceGrid'
import { arcsOf, isMoving, type LiveDevice, liveDevices } from './live'
import { Twin } from './Twin'
import { UnderWay } from './UnderWay'
import classes from './Supply.module.css'

export function Supply() {
  const { t } = useWords()
  const places = useSupplyPlaces()
  const devices = useDevices()
  const readings = useReadings()
  return (
    <Loaded query={places} skeleton={<ChartSkeleton height={440} />}>
      {(known) => (
        <Loaded query={devices} skeleton={<ChartSkeleton height={440} />}>
          {(listed) =>
            known.length === 0 && listed.items.length === 0 ? (
              <EmptyState title={t('trace.supply.empty')} steps={[<Command key="place" line="modiste supply place SGLN --at 37.4,36.9 --name NAME" />, <Command key="device" line="modiste devices register ID --kind sensor" />, <Command key="simulate" line="modiste supply simulate" />]} action={{ label: t('trace.capture.do'), href: '/trace/journeys' }}>
                <p>{t('trace.supply.what')}</p>
              </EmptyState>
            ) : (
              <Board places={known} devices={listed} readings={readings.data ?? []} now={devices.dataUpdatedAt} />
            )
          }
        </Loaded>
      )}
    </Loaded>
  )
}

function Command({ line }: { line: string }) {
  return (
    <code className={classes.command} lang="en">
      {line}
    </code>
  )
}

interface BoardProps {
  places: SupplyPlace[]
  devices: Devices
  readings: SensorElement[]
  now: number
}

/** What can be chosen: a site by its name, a container by its number. */
interface Stop extends MapMark {
  kind: 'site' | 'moving'
  isSimulated: boolean
  here: LiveDevice[]
}

function Board({ places, devices, readings, now }: BoardProps) {
  const { t, format, language } = useWords()
  const { query, change } = useAddress()
  const [track, setTrack] = useState<readonly [number, number][]>([])
  const arrivals = useArrivals()
  const alarmed = new Set((useAlarms(false).data ?? []).map(({ device }) => device))
  const live = liveDevices(devices.items, readings, places, now)
  const at = (site: string) => live.filter(({ device }) => device.site === site)
  const sites: Stop[] = places.map((place) => ({
    id: place.id,
    name: (language === 'zh-CN' && place.name_zh) || place.name,
    at: [place.longitude, place.latitude],
    kind: 'site',
    isSimulated: place.is_simulated,
    here: at(place.id),
  }))
  const boxes = live.filter(({ device }) => isMoving(device)).map((each) => ({ id: each.device.site, name: thingWords(each.device.site, t), at: each.at, kind: 'moving' as const, isSimulated: each.isSimulated, here: [each] }))
  const placed: Stop[] = [...sites, ...boxes.flatMap(({ at: spot, ...box }) => (spot ? [{ ...box, at: spot }] : []))]
  const onMap = placed.map((stop) => ({ ...stop, isAlarmed: stop.here.some(({ device }) => alarmed.has(device.id)) }))
  const chosen = query.get('at') ?? ''
  const box = boxes.find(({ id }) => id === chosen)
  const here = chosen ? at(chosen) : live
  const silent = live.filter(({ isSilent }) => isSilent).length
  const choose = (id: string) => {
    setTrack([])
    change({ at: id === chosen ? null : id })
  }
  return (
    <>
      <div className={classes.room}>
        <div className={classes.board}>
          <WorldMap label={t('trace.supply.map', { sites: format.number(sites.length), boxes: format.number(boxes.length) })} marks={onMap} ways={[...(track.length > 1 ? [{ id: 'track', spots: track }] : []), ...arcsOf(arrivals.data?.under_way ?? [], places)]} chosen={chosen} onPick={choose} height={460} />
          <nav aria-label={t('trace.supply.places')} className={classes.places}>
            <List title={t('trace.supply.sites')} stops={sites} chosen={chosen} onChoose={choose} />
            {boxes.length > 0 ? <List title={t('trace.supply.boxes')} stops={boxes} chosen={chosen} onChoose={choose} /> : null}
            {sites.some(({ isSimulated }) => isSimulated) ? (
              <p className="small">
                <HowBadge how="synthetic" /> {t('trace.simulated')}
              </p>
            ) : null}
          </nav>
        </div>
      </div>
      <Alarms devices={devices.items} only={chosen ? here.map(({ device }) => device.id) : undefined} />
      {chosen ? null : <UnderWay places={places} />}
      <Section
        title={chosen ? t('trace.supply.devicesAt', { place: onMap.find(({ id }) => id === chosen)?.name ?? thingWords(chosen, t) }) : t('trace.supply.devices')}
        actions={
          chosen ? (
            <Button size="compact-sm" variant="default" onClick={() => choose(chosen)}>
              {t('trace.supply.all')}
            </Button>
          ) : null
        }
      >
        <p className="quiet small">{t('trace.supply.heard', { heard: format.number(live.length - silent), silent: format.number(silent) })}</p>
        {here.length > 0 ? <DeviceGrid devices={here} now={now} /> : <p className="quiet">{t('trace.supply.none')}</p>}
      </Section>
      {box ? <Twin key={box.id} live={box.here[0]!} devices={devices.items} onTrack={setTrack} onClose={() => choose(box.id)} /> : null}
    </>
  )
}

interface ListProps {
  title: string
  stops: readonly Omit<Stop, 'at'>[]
  chosen: string
  onChoose: (id: string) => void
}

function List({ title, stops, chosen, onChoose }: ListProps) {
  const { t, format } = useWords()
  return (
    <div>
      <h2 className="label">{title}</h2>
      <ul className={classes.list}>
        {stops.map(({ id, name, here }) => (
          <li key={id}>
            <button type="button" className={classes.place} aria-pressed={id === chosen} onClick={() => onChoose(id)}>
              <bdi>{name}</bdi>
              <span className="quiet small">{t('trace.supply.count', { count: here.length, number: format.number(here.length) })}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
