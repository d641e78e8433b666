/** A container's twin: what is in it, where it is, what it feels, and its way. */
import { useEffect } from 'react'
import { Link } from 'react-router'
import { type Device, useContents, useJourney, useSupplyPlaces } from '@/api'
import { Loaded } from '@/app'
import { Figure } from '@/kit/Figure'
import { SidePanel } from '@/kit/SidePanel'
import { FiguresSkeleton, TableSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import { Curves } from '../journey/Curves'
import { thingWords } from '../journey/names'
import { Timeline } from '../journey/Timeline'
import { feltIn } from '../journey/way'
import { Drawing } from './Drawing'
import type { LiveDevice } from './live'
import classes from './Supply.module.css'

export interface TwinProps {
  live: LiveDevice
  devices: readonly Device[]
  /** Tells the map the way that the container came. */
  onTrack: (track: readonly [number, number][]) => void
  onClose: () => void
}

export function Twin({ live, devices, onTrack, onClose }: TwinProps) {
  const { t, format } = useWords()
  const box = live.device.site
  const contents = useContents(box)
  const journey = useJourney(box)
  const places = useSupplyPlaces().data ?? []
  useEffect(() => {
    if (journey.data) onTrack(journey.data.steps.flatMap(({ track }) => track))
  }, [journey.data, onTrack])
  const how = live.isSimulated ? 'synthetic' : 'measured'
  return (
    <SidePanel title={thingWords(box, t)} eyebrow={t('trace.twin.title')} onClose={onClose}>
      <div className={classes.twin}>
        <Loaded query={contents} skeleton={<FiguresSkeleton count={2} />}>
          {(inside) => {
            const pieces = inside.items.reduce((sum, { count }) => sum + count, 0)
            return (
              <>
                <Drawing cartons={inside.boxes} curves={live.curves} />
                <div className={classes.figures}>
                  <Figure label={t('trace.twin.boxes')} value={inside.boxes} digits={0} how={how} size="small" />
                  <Figure label={t('trace.twin.pieces')} value={pieces} digits={0} how={how} size="small" />
                </div>
                {inside.items.length > 0 ? (
                  <table className={classes.inside}>
                    <caption className="unseen">{t('trace.twin.inside')}</caption>
                    <tbody>
                      {inside.items.map(({ gtin, garment, count }) => (
                        <tr key={gtin}>
                          <th scope="row">{garment || gtin}</th>
                          <td className="numbers">{format.number(count)}</td>
                        </tr>
                      ))}
                    </tbody>
                  </table>
                ) : (
                  <p className="quiet small">{t('trace.twin.empty')}</p>
                )}
              </>
            )
          }}
        </Loaded>
        <p>
          <Link className="link" to={`/trace/journeys?item=${encodeURIComponent(box)}`}>
            {t('trace.twin.whole')}
          </Link>
        </p>
        <h3 className="label">{t('trace.twin.felt')}</h3>
        <Loaded query={journey} skeleton={<TableSkeleton columns={1} rows={5} />} absent={(error) => (error.code === 'MOD-1103' ? <p className="quiet small">{t('trace.device.nothing')}</p> : null)}>
          {(way) => (
            <>
              <Curves curves={feltIn(way.steps)} devices={devices} />
              <h3 className="label">{t('trace.twin.way')}</h3>
              <Timeline journey={{ ...way, steps: way.steps.filter(({ step }) => step !== 'sensor_reporting').map((step) => ({ ...step, curves: [] })) }} places={places} devices={devices} />
            </>
          )}
        </Loaded>
      </div>
    </SidePanel>
  )
}
