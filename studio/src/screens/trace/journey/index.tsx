/** One item's journey: its name and label, since when and where it is, and its way. */
import { Button } from '@mantine/core'
import { type Journey as Data, labelOf, useDevices, useJourney, useSupplyPlaces } from '@/api'
import { Loaded } from '@/app'
import { EmptyState } from '@/kit/EmptyState'
import { HowBadge } from '@/kit/HowBadge'
import { DownloadIcon } from '@/kit/Icon'
import { TableSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import { cbvWords, placeWords, thingWords } from './names'
import { Timeline } from './Timeline'
import classes from './Journey.module.css'

const GONE = 'MOD-1103'

export function Journey({ item }: { item: string }) {
  const { t } = useWords()
  const journey = useJourney(item)
  return (
    <Loaded
      query={journey}
      skeleton={<TableSkeleton columns={2} rows={8} />}
      absent={(error) =>
        error.code === GONE ? (
          <EmptyState title={t('trace.journey.unknown')} steps={[t('trace.journey.unknownFirst'), t('trace.journey.unknownSecond')]}>
            <p className={classes.name}>{item}</p>
          </EmptyState>
        ) : null
      }
    >
      {(found) => <Told journey={found} />}
    </Loaded>
  )
}

function Told({ journey }: { journey: Data }) {
  const { t, format, language } = useWords()
  const places = useSupplyPlaces().data ?? []
  const devices = useDevices().data?.items ?? []
  const valid = journey.steps.filter((step) => !step.is_void && step.step !== 'sensor_reporting')
  const first = valid[0]
  const last = valid.at(-1)
  const isSimulated = journey.steps.some((step) => places.some(({ id, is_simulated }) => id === step.site && is_simulated))
  const there = valid.findLast(({ place }) => place)
  const where = there ? placeWords(there.site, there.place, places, language) : ''
  return (
    <article className={classes.journey} aria-label={thingWords(journey.item, t)}>
      <header className={classes.head}>
        <div className={classes.told}>
          <div>
            <h2 className="heading">{thingWords(journey.item, t)}</h2>
            <p className={`quiet small ${classes.name}`}>
              <bdi>{journey.item}</bdi>
            </p>
            {isSimulated ? (
              <p className="small">
                <HowBadge how="synthetic" /> {t('trace.simulated')}
              </p>
            ) : null}
          </div>
          <dl className={classes.facts}>
            <Fact name={t('trace.journey.begun')} value={first ? format.date(first.at) : '–'} />
            <Fact name={t('trace.journey.now')} value={last ? `${cbvWords('step', last.step, t)}${where ? `, ${where}` : ''}` : '–'} />
            <Fact name={t('trace.journey.inside')} value={journey.inside ? thingWords(journey.inside, t) : t('trace.journey.nothing')} />
            <Fact name={t('trace.journey.lasted')} value={first && last ? t('trace.gap.days', { count: Math.round(days(first.at, last.at)), number: format.number(days(first.at, last.at), 1) }) : '–'} />
          </dl>
        </div>
        {journey.item.includes('/21/') ? <Label item={journey.item} /> : null}
      </header>
      <Timeline journey={journey} places={places} devices={devices} />
    </article>
  )
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt className="label">{name}</dt>
      <dd>
        <bdi>{value}</bdi>
      </dd>
    </div>
  )
}

function Label({ item }: { item: string }) {
  const { t } = useWords()
  return (
    <div className={classes.label}>
      <img src={labelOf(item)} alt={t('trace.journey.label')} width="132" height="132" />
      <Button component="a" href={labelOf(item, 'png')} download="label.png" size="compact-sm" variant="default" leftSection={<DownloadIcon size={15} aria-hidden />}>
        {t('trace.journey.print')}
      </Button>
    </div>
  )
}

const days = (since: string, until: string) => (Date.parse(until) - Date.parse(since)) / 86_400_000
