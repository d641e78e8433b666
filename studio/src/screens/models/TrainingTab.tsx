/** How a version was trained: its curves (live while it is), the recipe, the time it took. */
import { Link } from 'react-router'
import { type Run, useJob, useRun } from '@/api'
import { Loaded, Section } from '@/app'
import { EmptyState } from '@/kit/EmptyState'
import { ChartSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import { Facts } from '../lab/Facts'
import lab from '../lab/Lab.module.css'
import { curvesOfHistory, curvesOfProgress } from '../lab/trainingCurve'
import { TrainingCurves } from '../lab/TrainingCurves'
import type { TabProps } from './ModelPage'

export function TrainingTab({ model }: TabProps) {
  const { t } = useWords()
  const run = useRun(model.name, model.version)
  return (
    <Loaded
      query={run}
      skeleton={<ChartSkeleton />}
      absent={(error) =>
        error.status === 404 ? (
          <EmptyState
            title={t('training.elsewhere')}
            action={{ label: t('models.train.own'), href: '/lab/models?train=yes' }}
            secondary={{ label: t('models.seeCard'), href: 'card' }}
          >
            <p>{t(model.stage === 'shipped' ? 'training.shipped' : 'training.elsewhereHint')}</p>
          </EmptyState>
        ) : null
      }
    >
      {(data) => <Told run={data} />}
    </Loaded>
  )
}

function Told({ run }: { run: Run }) {
  const { t, format } = useWords()
  const { progress } = useJob(run.state === 'running' ? (run.job_id ?? undefined) : undefined)
  const isLive = run.state === 'running' && progress !== undefined && progress.curve.length > 0
  const last = run.history.at(-1)
  return (
    <>
      <TrainingCurves as="h2" curves={isLive ? curvesOfProgress(progress) : curvesOfHistory(run.history)} />
      <Section title={t('training.run')}>
        <Facts
          facts={[
            [t('training.state'), t(`training.states.${run.state}`)],
            [t('training.epochs'), last ? format.number(last.epoch) : null],
            [t('training.took'), run.seconds ? format.span(run.seconds) : null],
            [
              t('training.job'),
              run.job_id ? (
                <Link className="link" to={`/jobs/${run.job_id}`}>
                  {t('training.seeJob')}
                </Link>
              ) : null,
            ],
          ]}
        />
      </Section>
      <Section title={t('training.recipe')}>
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keys */}
        <pre className={lab.toml} tabIndex={0} aria-label={t('training.recipe')}>
          {run.recipe_toml}
        </pre>
      </Section>
    </>
  )
}
