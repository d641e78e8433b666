/** A large job by partitions, asked for beside the list: which, on what data, by whom, with which settings. */
import { Button, Select, TextInput } from '@mantine/core'
import { type FormEvent, useMemo, useState } from 'react'
import { useNavigate } from 'react-router'
import { asApiError, type ClusterJob, type ClusterOffer, newKey, useClusterOffer, useSubmitJob } from '@/api'
import { Loaded, useAddress } from '@/app'
import { ErrorNote } from '@/kit/ErrorNote'
import { SidePanel } from '@/kit/SidePanel'
import { TableSkeleton } from '@/kit/Skeletons'
import { type Say, useWords } from '@/locale'
import { isKnownJob, isWhole, paramsOfParts, SETTING_WORDS } from './clusterForm'
import classes from './Jobs.module.css'

export function ClusterPanel() {
  const { t } = useWords()
  const { query, change } = useAddress()
  const offer = useClusterOffer()
  return (
    <SidePanel title={t('jobs.parts.title')} eyebrow={t('jobs.parts.eyebrow')} onClose={() => change({ start: null, job: null })}>
      <p className="quiet">{t('jobs.parts.lead')}</p>
      <Loaded query={offer} skeleton={<TableSkeleton rows={6} columns={2} />}>
        {(data) => {
          const job = data.jobs.find((each) => each.job === query.get('job')) ?? data.jobs[0]
          return (
            <div className={classes.form}>
              <Select
                label={t('jobs.parts.job')}
                allowDeselect={false}
                value={job?.job ?? null}
                onChange={(value) => change({ job: value })}
                data={data.jobs.map((each) => ({ value: each.job, label: nameOf(each, t) }))}
              />
              {job ? <Form key={job.job} job={job} offer={data} /> : null}
            </div>
          )
        }}
      </Loaded>
    </SidePanel>
  )
}

function Form({ job, offer }: { job: ClusterJob; offer: ClusterOffer }) {
  const { t, format } = useWords()
  const navigate = useNavigate()
  const submit = useSubmitJob({ quiet: true })
  const [data, setData] = useState('')
  const [executor, setExecutor] = useState<string>('serial')
  const [workers, setWorkers] = useState('0')
  const [partitions, setPartitions] = useState('0')
  const [settings, setSettings] = useState<Readonly<Record<string, string>>>(job.settings)
  const [tried, setTried] = useState(false)
  const wish = JSON.stringify([job.job, data, executor, workers, partitions, settings])
  // The same wish is one job however often the button is pressed; a changed wish is another.
  const { key } = useMemo(() => ({ wish, key: newKey() }), [wish])
  const takesData = job.job !== 'generate'
  const isMissing = takesData && job.job !== 'tune' && data.trim() === ''
  const isFlawed = isMissing || !isWhole(workers) || !isWhole(partitions)
  const start = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (isFlawed) return
    const params = paramsOfParts(job, { data, executor, workers, partitions, settings })
    submit.mutate({ kind: 'cluster', params, key }, { onSuccess: (made) => void navigate(`/jobs/${made.id}`) })
  }
  const executorHint = executor === 'ray' ? t('jobs.parts.rayHint') : undefined
  return (
    <form className={classes.form} onSubmit={start} noValidate>
      {takesData ? (
        <TextInput
          label={t('jobs.parts.data')}
          description={isKnownJob(job.job) && job.job !== 'generate' ? t(`jobs.parts.dataHint.${job.job}`) : undefined}
          value={data}
          onChange={(event) => setData(event.currentTarget.value)}
          error={tried && isMissing ? t('jobs.parts.needed') : undefined}
        />
      ) : null}
      <Select
        label={t('jobs.parts.executor')}
        description={executorHint}
        allowDeselect={false}
        value={executor}
        onChange={(value) => setExecutor(value ?? 'serial')}
        data={offer.executors.map((each) => ({ value: each, label: t(`jobs.parts.executors.${each}`) }))}
      />
      {executor === 'serial' ? null : (
        <TextInput
          label={t('jobs.parts.workers')}
          description={`${t('jobs.parts.workersHint')}${executor === 'pool' ? ` (${format.number(offer.cores)})` : ''}`}
          inputMode="numeric"
          value={workers}
          onChange={(event) => setWorkers(event.currentTarget.value)}
          error={isWhole(workers) ? undefined : t('jobs.parts.whole')}
        />
      )}
      <TextInput
        label={t('jobs.parts.partitions')}
        description={t('jobs.parts.partitionsHint')}
        inputMode="numeric"
        value={partitions}
        onChange={(event) => setPartitions(event.currentTarget.value)}
        error={isWhole(partitions) ? undefined : t('jobs.parts.whole')}
      />
      {Object.keys(job.settings).length > 0 ? (
        <fieldset className={classes.settings}>
          <legend className="label">{t('jobs.parts.settings')}</legend>
          {Object.keys(job.settings).map((name) => (
            <TextInput
              key={name}
              label={name}
              description={SETTING_WORDS.has(name) ? t(`jobs.parts.setting.${name as 'seed'}`) : undefined}
              value={settings[name] ?? ''}
              onChange={(event) => {
                const { value } = event.currentTarget
                setSettings((before) => ({ ...before, [name]: value }))
              }}
            />
          ))}
        </fieldset>
      ) : null}
      {submit.error ? <ErrorNote error={asApiError(submit.error)} compact /> : null}
      <Button type="submit" loading={submit.isPending}>
        {t('jobs.parts.start')}
      </Button>
    </form>
  )
}

/** A job of a plug-in has no words here: it says its own. */
function nameOf(job: ClusterJob, t: Say): string {
  return isKnownJob(job.job) ? `${t(`jobs.parts.jobs.${job.job}`)} · ${job.job}` : `${job.title} · ${job.job}`
}
