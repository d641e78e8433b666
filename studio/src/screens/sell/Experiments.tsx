/** Ways to recommend side by side: what runs, what it has shown so far, and whether a difference is sure. */
import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import { asApiError, type Experiment, useExperiments, useStopExperiment } from '@/api'
import { Loaded, tell, useAddress } from '@/app'
import { Chart } from '@/kit/Chart'
import { EmptyState } from '@/kit/EmptyState'
import { ErrorNote } from '@/kit/ErrorNote'
import { AddIcon, StopIcon, WarnIcon } from '@/kit/Icon'
import { ChartSkeleton } from '@/kit/Skeletons'
import { type Format, useWords } from '@/locale'
import { ExperimentForm } from './ExperimentForm'
import { verdictOf } from './verdict'
import { worded } from './words'
import classes from './Sell.module.css'

export function Experiments() {
  const { t } = useWords()
  const { query, change } = useAddress()
  const experiments = useExperiments()
  const isStarting = query.get('start') === 'new'
  const start = () => change({ start: 'new' })
  return (
    <>
      <Loaded query={experiments} skeleton={<ChartSkeleton height={220} />}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t('sell.exp.none')} steps={[t('sell.exp.first'), t('sell.exp.second'), t('sell.exp.third')]} action={{ label: t('sell.exp.start'), onClick: start }}>
              <p>{t('sell.exp.what')}</p>
            </EmptyState>
          ) : (
            <>
              <Button leftSection={<AddIcon size={16} aria-hidden />} variant="default" onClick={start}>
                {t('sell.exp.start')}
              </Button>
              {items.map((each) => (
                <One key={each.name} experiment={each} />
              ))}
            </>
          )
        }
      </Loaded>
      {isStarting ? <ExperimentForm onClose={() => change({ start: null })} /> : null}
    </>
  )
}

function One({ experiment }: { experiment: Experiment }) {
  const { t, format } = useWords()
  const { name, note, goal, placement, started_at, stopped_at, arms, uneven } = experiment
  const [stopping, setStopping] = useState(false)
  const verdict = verdictOf(experiment)
  const hasRates = arms.some(({ rate }) => rate !== null)
  return (
    <section className={classes.experiment} aria-label={name} id={name}>
      <header className={classes.expHead}>
        <div>
          <h2 className="heading">{name}</h2>
          <p className="quiet small">
            {[
              stopped_at ? t('sell.exp.stopped', { from: format.date(started_at), to: format.date(stopped_at) }) : t('sell.exp.runs', { when: format.ago(started_at) }),
              t(`sell.exp.goalIs.${goal}`),
              placement ? worded('placement', placement, t) : t('sell.rules.everywhere'),
            ].join(' · ')}
          </p>
          {note ? <p dir="auto">{note}</p> : null}
        </div>
        {stopped_at ? null : (
          <Button size="compact-md" variant="default" leftSection={<StopIcon size={16} aria-hidden />} onClick={() => setStopping(true)}>
            {t('sell.exp.stop')}
          </Button>
        )}
      </header>
      <p className={classes.verdict} data-tone={verdict.tone}>
        {t(`sell.exp.verdict.${verdict.key}`, { arm: verdict.arm, first: arms[0]?.name ?? '', points: format.number(Math.abs(verdict.lift) * 100, 1) })}
      </p>
      {uneven ? (
        <p className={classes.uneven} role="status">
          <WarnIcon size={16} aria-hidden /> {t('sell.exp.uneven')}
        </p>
      ) : null}
      <div className={classes.room}>
        <div className={classes.expBody}>
          {hasRates ? (
            <Chart
              as="h3"
              title={t('sell.exp.rates', { name })}
              note={t('sell.exp.ratesNote')}
              how="measured"
              source={t('sell.exp.units', { count: sum(arms.map(({ units }) => units)), number: format.number(sum(arms.map(({ units }) => units))) })}
              height={220}
              data={{
                kind: 'bar',
                categories: arms.map((arm) => arm.name),
                axis: { label: t(`sell.exp.rate.${goal}`), style: 'percent', digits: 1 },
                series: [{ name: t(`sell.exp.rate.${goal}`), values: arms.map(({ rate }) => rate?.value ?? null), intervals: arms.map(({ rate }) => rate?.ci95 ?? null) }],
              }}
            />
          ) : (
            <p className="quiet">{t('sell.exp.nobody')}</p>
          )}
          {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by key */}
          <div className={classes.armsBox} role="region" aria-label={t('sell.exp.arms', { name })} tabIndex={0}>
            <table className={classes.arms}>
              <thead>
                <tr>
                  <th scope="col">{t('sell.exp.arm')}</th>
                  <th scope="col">{t('sell.exp.model')}</th>
                  <th scope="col" className="numbers">
                    {t('sell.exp.seen')}
                  </th>
                  <th scope="col" className="numbers">
                    {t('sell.exp.reached')}
                  </th>
                  <th scope="col" className="numbers">
                    {t(`sell.exp.rate.${goal}`)}
                  </th>
                  <th scope="col" className="numbers">
                    {t('sell.exp.lift')}
                  </th>
                  <th scope="col" className="numbers">
                    {t('sell.exp.p')}
                  </th>
                  <th scope="col">{t('sell.exp.says')}</th>
                </tr>
              </thead>
              <tbody>
                {arms.map((arm) => (
                  <tr key={arm.name}>
                    <th scope="row">
                      <bdi>{arm.name}</bdi>
                    </th>
                    <td>{arm.model ? worded('model', arm.model, t) : t('sell.exp.served')}</td>
                    <td className="numbers">{format.number(arm.units)}</td>
                    <td className="numbers">{format.number(arm.goals)}</td>
                    <td className="numbers">{arm.rate ? <Interval value={format.percent(arm.rate.value)} low={format.percent(arm.rate.ci95[0])} high={format.percent(arm.rate.ci95[1])} /> : '–'}</td>
                    <td className="numbers">{arm.lift ? <Interval value={points(arm.lift.value, format)} low={points(arm.lift.ci95[0], format)} high={points(arm.lift.ci95[1], format)} /> : '–'}</td>
                    <td className="numbers">{arm.p === null ? '–' : arm.p < 0.001 ? '< 0.001' : format.number(arm.p, 3)}</td>
                    <td data-verdict={arm.verdict}>{t(`sell.exp.arm_${arm.verdict}`)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </div>
      </div>
      <details className={classes.data}>
        <summary>{t('sell.exp.method')}</summary>
        <p className="small quiet">{t('sell.exp.methodHint')}</p>
        <p className="small quiet" lang="en">
          {experiment.method}
        </p>
      </details>
      {stopping ? <Stop name={name} onEnd={() => setStopping(false)} /> : null}
    </section>
  )
}

function Interval({ value, low, high }: { value: string; low: string; high: string }) {
  const { t } = useWords()
  return (
    <>
      {value} <span className="quiet small">{t('kit.figure.interval', { low, high })}</span>
    </>
  )
}

function Stop({ name, onEnd }: { name: string; onEnd: () => void }) {
  const { t } = useWords()
  const stop = useStopExperiment()
  return (
    <Modal opened onClose={onEnd} title={t('sell.exp.stopTitle', { name })} closeButtonProps={{ 'aria-label': t('kit.close') }}>
      <p>{t('sell.exp.stopHint')}</p>
      {stop.error ? <ErrorNote error={asApiError(stop.error)} compact /> : null}
      <div className={classes.buttons} data-apart="true">
        <Button
          loading={stop.isPending}
          onClick={() =>
            stop.mutate(name, {
              onSuccess: () => {
                onEnd()
                tell.done(t('sell.exp.isStopped', { name }))
              },
            })
          }
        >
          {t('sell.exp.stop')}
        </Button>
        <Button variant="subtle" onClick={onEnd}>
          {t('sell.exp.goOn')}
        </Button>
      </div>
    </Modal>
  )
}

/** A difference of shares in points, with its sign. */
function points(value: number, format: Format): string {
  return `${value > 0 ? '+' : value < 0 ? '−' : '±'}${format.number(Math.abs(value) * 100, 1)}`
}

const sum = (values: readonly number[]) => values.reduce((one, other) => one + other, 0)
