/** All versions of a model, each with what it is worth and the way into production. */
import { Button } from '@mantine/core'
import { Link } from 'react-router'
import { useCaller, useVersions, type Model } from '@/api'
import { Loaded } from '@/app'
import { type Column, DataTable } from '@/kit/DataTable'
import { TableSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import { cardMetric } from '../lab/metric'
import { addressOfVersion } from './address'
import classes from './Models.module.css'
import { useMoves } from './moves'
import { StageMark } from './StageMark'
import { versionWords } from './versionWords'

export function Versions({ model }: { model: Model }) {
  const { t, format } = useWords()
  const versions = useVersions(model.name)
  const moves = useMoves(model.name)
  const mayMove = useCaller().data?.scopes.includes('models:write') ?? false
  const bytes = (each: Model) => each.size_bytes ?? each.card?.size_bytes
  const accuracy = (each: Model) => cardMetric(each, 'accuracy', t, format)
  const columns: Column<Model>[] = [
    {
      key: 'version',
      label: t('models.column.version'),
      cell: (each) => (
        <Link to={addressOfVersion(each)} className="link" {...(each.version === model.version ? { 'aria-current': 'page' as const } : {})}>
          {versionWords(each, t)}
        </Link>
      ),
      value: ({ version }) => version,
    },
    { key: 'stage', label: t('models.column.stage'), cell: ({ stage }) => <StageMark stage={stage} />, value: ({ stage }) => stage },
    {
      key: 'accuracy',
      label: t('models.column.accuracy'),
      numeric: true,
      width: 'minmax(140px, 1.4fr)',
      cell: (each) => {
        const found = accuracy(each)
        if (!found) return '–'
        const [low, high] = found.interval ?? []
        return (
          <>
            {format.percent(found.value, 2)}
            {low !== undefined && high !== undefined ? <span className={classes.range}>{t('models.range', { low: format.percent(low, 2), high: format.percent(high, 2) })}</span> : null}
          </>
        )
      },
      value: (each) => accuracy(each)?.value ?? null,
    },
    { key: 'size', label: t('models.column.size'), numeric: true, cell: (each) => (bytes(each) ? format.bytes(bytes(each)!) : '–'), value: (each) => bytes(each) ?? null },
    { key: 'latency', label: t('models.column.latency'), numeric: true, cell: ({ ms_bs1 }) => (ms_bs1 ? `${format.number(ms_bs1, 2)} ${t('models.ms')}` : '–'), value: ({ ms_bs1 }) => ms_bs1 ?? null },
    { key: 'made', label: t('models.column.made'), cell: ({ created_at }) => format.dateTime(created_at), value: ({ created_at }) => created_at },
    {
      key: 'move',
      label: t('models.column.production'),
      cell: (each) =>
        mayMove && !each.is_current && !each.error ? (
          <Button size="compact-sm" variant="default" loading={moves.busy} onClick={() => moves.promote(each.version)} aria-label={t('models.promoteVersion', { version: versionWords(each, t) })}>
            {t('models.promote')}
          </Button>
        ) : each.is_current ? (
          t('models.current')
        ) : null,
    },
  ]
  return (
    <Loaded query={versions} skeleton={<TableSkeleton rows={3} columns={6} />}>
      {(items) => <DataTable label={t('models.versions')} columns={columns} rows={items} rowKey={({ version }) => version} openKey={model.version} remember="lab-versions" />}
    </Loaded>
  )
}
