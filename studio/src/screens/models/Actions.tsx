/** What can be done with a version: evaluate, compress, promote or roll back. */
import { Button, Menu } from '@mantine/core'
import { useNavigate } from 'react-router'
import { newKey, useCaller, useSubmitJob, type Model } from '@/api'
import { tell } from '@/app'
import { DownIcon } from '@/kit/Icon'
import { useWords } from '@/locale'
import { EvaluateForm } from './EvaluateForm'
import { useMoves } from './moves'

const COMPRESSIONS = ['int8', 'prune', 'distil'] as const

export function Actions({ model }: { model: Model }) {
  const { t } = useWords()
  const scopes = useCaller().data?.scopes ?? []
  const moves = useMoves(model.name)
  const submit = useSubmitJob()
  const navigate = useNavigate()
  const reference = `${model.name}@${model.version}`
  const start = (kind: 'evaluate' | 'compress', params: Record<string, unknown>) =>
    submit.mutate(
      { kind, params, key: newKey() },
      { onSuccess: (job) => void tell.done(t('models.started'), { label: t('models.follow'), href: `/jobs/${job.id}` }) },
    )
  const canWork = scopes.includes('jobs:write') && !model.error
  return (
    <>
      {canWork ? (
        <EvaluateForm model={model} busy={submit.isPending} onStart={(data) => start('evaluate', { model: reference, data })} />
      ) : null}
      {canWork ? (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button variant="default" rightSection={<DownIcon size={14} aria-hidden />}>
              {t('models.compress')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {COMPRESSIONS.map((by) => (
              <Menu.Item key={by} disabled={by !== 'int8' && model.stage === 'shipped'} onClick={() => start('compress', { model: reference, by })}>
                {t(`models.by.${by}`)}
              </Menu.Item>
            ))}
            <Menu.Divider />
            <Menu.Item onClick={() => void navigate(`/lab/models?train=yes&model=${encodeURIComponent(model.name)}`)}>{t('models.train.again')}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      ) : null}
      {scopes.includes('models:write') && !model.is_current && !model.error ? (
        <Button loading={moves.busy} onClick={() => moves.promote(model.version)}>
          {t('models.promote')}
        </Button>
      ) : null}
      {scopes.includes('models:write') && model.is_current && moves.canRollBack ? (
        <Button variant="default" loading={moves.busy} onClick={moves.rollBack}>
          {t('models.rollBack')}
        </Button>
      ) : null}
    </>
  )
}
