/** What a version is worth at a glance, and all versions of its name beside it. */
import { Button } from '@mantine/core'
import { Link } from 'react-router'
import { useCaller, useVersions, type Version } from '@/api'
import { Section } from '@/app'
import { Figure } from '@/kit/Figure'
import { TableSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import lab from '../lab/Lab.module.css'
import { Loaded } from '../lab/Loaded'
import { cardMetric } from '../lab/metric'
import { Scroller } from '../lab/Scroller'
import { addressOfVersion } from './address'
import { Never, Pace, Weight } from './ModelList'
import type { TabProps } from './ModelPage'
import classes from './Models.module.css'
import { useMoves } from './moves'
import { StageMark } from './StageMark'
import { versionWords } from './versionWords'

export function OverviewTab({ model }: TabProps) {
  const { t, format } = useWords()
  const accuracy = cardMetric(model, 'accuracy', t, format)
  const ece = cardMetric(model, 'ece', t, format)
  const current = useVersions(model.name).items.find((each) => each.is_current)
  const rival = current && current.version !== model.version ? cardMetric(current, 'accuracy', t, format) : null
  return (
    <>
      <div className={lab.figures}>
        {accuracy ? (
          <Figure
            label={t('models.metric.accuracy')}
            value={accuracy.value}
            style="percent"
            digits={2}
            interval={accuracy.interval}
            how="measured"
            source={accuracy.source}
            {...(rival ? { comparison: { value: rival.value, label: t('models.inProduction'), better: 'higher' as const } } : {})}
          />
        ) : (
          <Never label={t('models.metric.accuracy')} words={t('models.neverEvaluated')} size="large" />
        )}
        {ece ? (
          <Figure label={t('models.metric.ece')} value={ece.value} style="percent" digits={2} interval={ece.interval} how="measured" source={t('models.eceMeaning')} />
        ) : (
          <Never label={t('models.metric.ece')} words={t('models.neverEvaluated')} size="large" />
        )}
        <Weight model={model} size="large" />
        <Pace model={model} size="large" />
      </div>
      <Section title={t('models.versions')}>
        <Versions model={model} />
      </Section>
    </>
  )
}

function Versions({ model }: { model: Version }) {
  const { t } = useWords()
  const versions = useVersions(model.name)
  const moves = useMoves(model.name)
  const mayMove = useCaller().data?.scopes.includes('models:write') ?? false
  const heads = ['version', 'stage', 'accuracy', 'size', 'latency', 'made'] as const
  return (
    <Loaded query={versions} skeleton={<TableSkeleton rows={3} columns={6} />}>
      {(items) => (
        <Scroller label={t('models.versions')}>
          <table className={lab.table}>
            <thead>
              <tr>
                {heads.map((head) => (
                  <th key={head} scope="col" className={head === 'accuracy' || head === 'size' || head === 'latency' ? 'numbers' : undefined}>
                    {t(`models.column.${head}`)}
                  </th>
                ))}
                <td />
              </tr>
            </thead>
            <tbody>
              {items.map((each) => (
                <VersionRow
                  key={each.version}
                  version={each}
                  isShown={each.version === model.version}
                  {...(mayMove && !each.is_current && !each.error ? { onPromote: () => moves.promote(each.version) } : {})}
                />
              ))}
            </tbody>
          </table>
        </Scroller>
      )}
    </Loaded>
  )
}

function VersionRow({ version, isShown, onPromote }: { version: Version; isShown: boolean; onPromote?: () => void }) {
  const { t, format } = useWords()
  const accuracy = cardMetric(version, 'accuracy', t, format)
  const bytes = version.size_bytes ?? version.card?.size_bytes
  return (
    <tr>
      <th scope="row">
        <Link to={addressOfVersion(version)} className="link" {...(isShown ? { 'aria-current': 'page' as const } : {})}>
          {versionWords(version, t)}
        </Link>
      </th>
      <td>
        <StageMark stage={version.stage} />
      </td>
      <td className="numbers">
        {accuracy ? format.percent(accuracy.value, 2) : '–'}
        {accuracy?.interval ? (
          <span className={classes.range}>{t('models.range', { low: format.percent(accuracy.interval[0], 2), high: format.percent(accuracy.interval[1], 2) })}</span>
        ) : null}
      </td>
      <td className="numbers">{bytes ? format.bytes(bytes) : '–'}</td>
      <td className="numbers">{version.ms_bs1 ? `${format.number(version.ms_bs1, 2)} ${t('models.ms')}` : '–'}</td>
      <td>{format.dateTime(version.created_at)}</td>
      <td className="numbers">
        {onPromote ? (
          <Button size="compact-sm" variant="default" onClick={onPromote} aria-label={t('models.promoteVersion', { version: version.version })}>
            {t('models.promote')}
          </Button>
        ) : null}
      </td>
    </tr>
  )
}
