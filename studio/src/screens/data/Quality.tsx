/** What the shop's data are worth: the figures over time, the best fix first, and what was found, with pictures. */
import { Button } from '@mantine/core'
import { Link } from 'react-router'
import { type Coverage, type Fix, photoAt, type Quality as Report, useQuality, useSubmitJob } from '@/api'
import { Loaded, Section, useAddress } from '@/app'
import { Chart } from '@/kit/Chart'
import { type Column, DataTable } from '@/kit/DataTable'
import { EmptyState } from '@/kit/EmptyState'
import { Figure } from '@/kit/Figure'
import { Picture } from '@/kit/Picture'
import { PageSkeleton } from '@/kit/Skeletons'
import { type Format, type Say, useWords } from '@/locale'
import classes from './Data.module.css'
import { JobOf } from './JobOf'
import { FIGURES, fixWords, examplesAre, named } from './words'

const MOST = 24

export function Quality() {
  const { t } = useWords()
  const { query, change } = useAddress()
  const submit = useSubmitJob()
  const look = () => submit.mutate({ kind: 'quality', params: {} }, { onSuccess: ({ id }) => change({ job: id }) })
  const job = query.get('job')
  return (
    <>
      {job ? <JobOf id={job} /> : null}
      <Loaded
        query={useQuality()}
        skeleton={<PageSkeleton />}
        absent={({ code }) =>
          code === 'MOD-1103' ? (
            <EmptyState title={t('data.quality.never')} action={{ label: t('data.quality.look'), onClick: look }}>
              <p>{t('data.quality.neverHint')}</p>
            </EmptyState>
          ) : null
        }
      >
        {(report) => (
          <>
            <Head report={report} onLook={look} busy={submit.isPending} />
            <Fixes fixes={report.fixes} />
            <Doubts report={report} />
            <Same report={report} />
            <Flaws report={report} />
            <Filled report={report} />
            <Drift report={report} />
            <Diversity traits={report.diversity} />
          </>
        )}
      </Loaded>
    </>
  )
}

function Head({ report, onLook, busy }: { report: Report; onLook: () => void; busy: boolean }) {
  const { t, format } = useWords()
  const shown = FIGURES.filter((name) => name in report.figures)
  const lines = shown.map((name) => ({ name: named('figure', name, t), points: (report.trend[name] ?? []).map(([x, y]) => ({ x, y })) })).filter(({ points }) => points.length > 1)
  return (
    <Section
      title={t('data.quality.at', { at: format.dateTime(report.at), garments: format.number(report.garments), images: format.number(report.images) })}
      actions={
        <Button variant="default" onClick={onLook} loading={busy}>
          {t('data.quality.again')}
        </Button>
      }
    >
      <div className={`${classes.figures} ${classes.scores}`}>
        {shown.map((name) => {
          const before = report.trend[name]?.at(-2)
          return (
            <Figure
              key={name}
              size="small"
              label={named('figure', name, t)}
              value={report.figures[name]!}
              style="percent"
              digits={1}
              how={name === 'undoubted_labels' ? 'predicted' : 'measured'}
              {...(before ? { comparison: { value: before[1], label: format.date(before[0]), better: 'higher' as const } } : {})}
            />
          )
        })}
      </div>
      {lines.length > 0 ? (
        <Chart title={t('data.quality.trend')} how="measured" data={{ kind: 'line', x: { label: t('data.quality.when'), scale: 'time' }, y: { label: t('data.quality.share'), style: 'percent', digits: 0 }, series: lines }} />
      ) : null}
    </Section>
  )
}

function Fixes({ fixes }: { fixes: readonly Fix[] }) {
  const { t, format } = useWords()
  return (
    <Section title={t('data.quality.fixes')}>
      {fixes.length === 0 ? <p className="quiet">{t('data.quality.nothing')}</p> : null}
      <ol className={classes.fixes}>
        {fixes.map((fix) => (
          <li key={`${fix.kind} ${fix.subject}`}>
            <span className={classes.gain}>{format.percent(fix.gain, 1)}</span>
            <span dir="auto">{fixWords(fix, t)}</span>
            <span className="quiet">{format.number(fix.count)}</span>
            <span className={classes.examples}>
              {fix.kind === 'readmit' ? (
                <Link className="link" to="/data/quarantine">
                  {t('data.tab.quarantine')}
                </Link>
              ) : (
                fix.examples.slice(0, 4).map((each) => <Example key={each} sort={examplesAre(fix.kind)} value={each} />)
              )}
            </span>
          </li>
        ))}
      </ol>
    </Section>
  )
}

function Example({ sort, value }: { sort: 'images' | 'garments' | 'words'; value: string }) {
  if (sort === 'images') return <Picture src={photoOf(value)} alt="" ratio={1} className={classes.thumb!} />
  if (sort === 'words') return <bdi className="small">{value}</bdi>
  return (
    <Link className="link small" to={garmentAt(value)} dir="auto">
      {value}
    </Link>
  )
}

/** A doubt is a reason to look, not a mistake: the picture says which. */
function Doubts({ report: { labels } }: { report: Report }) {
  const { t, format } = useWords()
  if (labels.audited === 0) return null
  return (
    <Section title={t('data.quality.doubts')}>
      <p className="quiet">{t('data.quality.doubtsText', { doubts: format.number(labels.doubts.length), audited: format.number(labels.audited), how: labels.model })}</p>
      <ul className={classes.pictures}>
        {labels.doubts.slice(0, MOST).map(({ image, garment, given, likelier }) => (
          <li key={image}>
            <Link to={`${garmentAt(garment)}/tags`} aria-label={t('data.quality.seeDoubt', { given, likelier })}>
              <Picture src={photoOf(image)} alt="" ratio={1} />
            </Link>
            <p className="small">
              <s dir="auto">{given}</s> <span dir="auto">{likelier}</span>
            </p>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Same({ report: { duplicates } }: { report: Report }) {
  const { t, format } = useWords()
  const groups = [...duplicates.exact, ...duplicates.near]
  if (groups.length === 0 && duplicates.garments.length === 0) return null
  return (
    <Section title={t('data.quality.same')}>
      {groups.slice(0, MOST).map((group) => (
        <div key={group.images.join()} className={classes.group}>
          <ul className={classes.pictures}>
            {group.images.map((id, index) => (
              <li key={id}>
                <Picture src={photoOf(id)} alt="" ratio={1} />
                <p className="small quiet">{group.edits[index - 1] ? named('edit', group.edits[index - 1]!, t) : ''}</p>
              </li>
            ))}
          </ul>
        </div>
      ))}
      <ul className={classes.rows}>
        {duplicates.garments.slice(0, MOST).map(({ one, other, certainty, reasons }) => (
          <li key={`${one} ${other}`}>
            <span>
              <Link className="link" to={garmentAt(one)}>
                {one}
              </Link>{' '}
              <Link className="link" to={garmentAt(other)}>
                {other}
              </Link>
            </span>
            <span className="quiet small">{reasons.map(([name]) => name).join(' · ')}</span>
            <span>{format.percent(certainty, 0)}</span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Flaws({ report: { image_quality: found } }: { report: Report }) {
  const { t, format } = useWords()
  const flaws = Object.entries({ ...found.flaws, ...(found.damaged.length > 0 ? { damaged: found.damaged } : {}) }).filter(([, ids]) => ids.length > 0)
  if (flaws.length === 0) return null
  return (
    <Section title={t('data.quality.flaws')}>
      {flaws.map(([name, ids]) => (
        <div key={name} className={classes.group}>
          <h3 className="label">{`${named('flaw', name, t)} · ${format.number(ids.length)}`}</h3>
          <ul className={classes.pictures}>
            {ids.slice(0, MOST / 2).map((id) => (
              <li key={id}>
                <Picture src={photoOf(id)} alt="" ratio={1} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </Section>
  )
}

function Filled({ report }: { report: Report }) {
  const { t, format } = useWords()
  const columns: Column<Report['completeness'][number]>[] = [
    { key: 'field', label: t('data.quality.field'), width: 'minmax(120px, 2fr)', cell: ({ field }) => named('trait', field, t), value: ({ field }) => field },
    { key: 'share', label: t('data.quality.share'), numeric: true, cell: ({ share }) => format.percent(share, 1), value: ({ share }) => share },
    { key: 'missing', label: t('data.quality.missing'), numeric: true, cell: ({ count, filled }) => format.number(count - filled), value: ({ count, filled }) => count - filled },
  ]
  return (
    <Section title={t('data.quality.completeness')}>
      <DataTable label={t('data.quality.completeness')} columns={columns} rows={report.completeness} rowKey={({ field }) => field} />
    </Section>
  )
}

function Drift({ report: { drift } }: { report: Report }) {
  const { t, format } = useWords()
  if (drift.columns.length === 0) return null
  return (
    <Section title={t('data.quality.drift')}>
      <DataTable label={t('data.quality.drift')} columns={driftColumns(t, format)} rows={drift.columns} rowKey={({ column }) => column} />
    </Section>
  )
}

function driftColumns(t: Say, format: Format): Column<Report['drift']['columns'][number]>[] {
  return [
    { key: 'column', label: t('data.quality.field'), cell: ({ column }) => named('trait', column, t), value: ({ column }) => column },
    { key: 'psi', label: 'PSI', numeric: true, cell: ({ psi }) => format.number(psi, 3), value: ({ psi }) => psi },
    { key: 'verdict', label: t('data.quality.verdict'), cell: ({ verdict }) => named('verdict', verdict, t), value: ({ verdict }) => verdict },
    {
      key: 'shifts',
      label: t('data.quality.shifts'),
      width: 'minmax(200px, 3fr)',
      cell: ({ shifts }) => shifts.slice(0, 3).map(([value, before, now]) => `${value} ${format.percent(before, 0)} → ${format.percent(now, 0)}`).join(' · '),
    },
  ]
}

function Diversity({ traits }: { traits: readonly Coverage[] }) {
  const { t, format } = useWords()
  return (
    <Section title={t('data.quality.diversity')}>
      <div className={classes.charts}>
        {traits
          .filter(({ absent, counts }) => !absent && Object.keys(counts).length > 0)
          .map(({ trait, counts, evenness, thin }) => {
            const most = Object.entries(counts).slice(0, MOST / 2)
            const note = [t('data.quality.evenness', { value: format.percent(evenness, 0) }), thin.length > 0 ? t('data.quality.thin', { groups: format.list(thin.slice(0, 5)) }) : ''].filter(Boolean).join(' · ')
            return (
              <Chart
                key={trait}
                title={named('trait', trait, t)}
                note={note}
                how="measured"
                height={60 + most.length * 24}
                data={{ kind: 'bar', categories: most.map(([name]) => name), axis: { label: t('shell.rooms.garments') }, series: [{ name: named('trait', trait, t), values: most.map(([, count]) => count) }] }}
              />
            )
          })}
      </div>
    </Section>
  )
}

const garmentAt = (id: string) => `/garments/${encodeURIComponent(id)}`
const photoOf = (id: string) => photoAt(`/api/v1/photos/${encodeURIComponent(id)}`, 160)
