/** A picture brought from outside, looked at by the models that serve. It is not kept. */
import { Select } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { asApiError, get, keyOf, type Model, post, type Prediction } from '@/api'
import { endLookUp, type LookUp, useLookUp } from '@/app/lookUp'
import { EmptyState } from '@/kit/EmptyState'
import { ErrorNote } from '@/kit/ErrorNote'
import { HowBadge } from '@/kit/HowBadge'
import { Picture } from '@/kit/Picture'
import { SidePanel } from '@/kit/SidePanel'
import { useWords } from '@/locale'
import classes from './LookUp.module.css'

export default function LookUpPanel() {
  const { t } = useWords()
  const wanted = useLookUp()
  if (!wanted) return null
  return (
    <SidePanel title={t('lookup.title')} eyebrow={t('lookup.eyebrow')} onClose={endLookUp}>
      <Looked wanted={wanted} />
    </SidePanel>
  )
}

function Looked({ wanted }: { wanted: LookUp }) {
  const { t } = useWords()
  const models = useQuery({ queryKey: keyOf('/api/v1/models'), queryFn: ({ signal }) => get('/api/v1/models', { signal }) })
  const able = (models.data?.items ?? []).filter(namesThings)
  const [chosen, setChosen] = useState<string | null>(null)
  const model = chosen ?? able[0]?.name
  const { mutate, data, error, isPending } = useMutation({
    meta: { quiet: true },
    mutationFn: (name: string) => {
      const form = new FormData()
      for (const file of wanted.files) form.append('files', file)
      return post('/api/v1/models/{name}/predictions', { path: { name }, query: { top: 5 }, body: form })
    },
  })
  useEffect(() => {
    if (model && wanted.files.length > 0) mutate(model)
  }, [model, wanted, mutate])

  if (models.isSuccess && able.length === 0) {
    return (
      <EmptyState as="h3" title={t('lookup.noModel')} action={{ label: t('shell.pages.models'), href: '/lab/models' }}>
        <p>{t('lookup.noModelHint')}</p>
      </EmptyState>
    )
  }
  return (
    <div className={classes.looked}>
      <Select
        label={t('lookup.model')}
        data={able.map(({ name }) => name)}
        value={model ?? null}
        onChange={setChosen}
        allowDeselect={false}
      />
      {models.error || error ? <ErrorNote error={asApiError(models.error ?? error)} onRetry={() => model && mutate(model)} /> : null}
      {wanted.refused.length > 0 ? (
        <ul className={classes.refused}>
          {wanted.refused.map(({ file, reason }, index) => (
            <li key={index}>
              <span dir="auto">{file.name}</span> <span className="quiet">{t(`lookup.refused.${reason}`)}</span>
            </li>
          ))}
        </ul>
      ) : null}
      {wanted.files.map((file, index) => (
        <One key={`${index} ${file.name}`} file={file} said={data?.items[index]} isPending={isPending} />
      ))}
    </div>
  )
}

function One({ file, said, isPending }: { file: File; said: Prediction | undefined; isPending: boolean }) {
  const { t, format } = useWords()
  const address = useMemo(() => URL.createObjectURL(file), [file])
  useEffect(() => () => URL.revokeObjectURL(address), [address])
  return (
    <article className={classes.one}>
      <Picture src={address} alt={file.name} eager className={classes.photo} />
      <div aria-live="polite">
        {isPending ? <p className="quiet">{t('kit.loading')}</p> : null}
        {said?.error ? <ErrorNote error={said.error} compact /> : null}
        {said?.top ? (
          <ol className={classes.guesses}>
            {said.top.map(({ label, confidence }) => (
              <li key={label} className={classes.guess}>
                <span dir="auto">{label}</span>
                <span className="numbers">{format.percent(confidence, 0)}</span>
                <span className={classes.bar} style={{ width: `${confidence * 100}%` }} aria-hidden />
              </li>
            ))}
          </ol>
        ) : null}
        {said?.top ? <HowBadge how="predicted" /> : null}
      </div>
    </article>
  )
}

function namesThings(model: Model): boolean {
  return (model.card?.labels?.length ?? 0) > 0
}
