/** What to do about a garment: propose a decision, see why and how it would turn out, approve or refuse it. */
import { Button } from '@mantine/core'
import { useState } from 'react'
import { asApiError, type GarmentDemand, type Plan, usePropose } from '@/api'
import { ErrorNote } from '@/kit/ErrorNote'
import { useWords } from '@/locale'
import { filled, type Pack, Packs } from './Packs'
import { PlanDetail } from './PlanDetail'
import classes from './Plan.module.css'

const KINDS: readonly Plan['kind'][] = ['replenishment', 'buy', 'allocation', 'transfer', 'markdown', 'campaign', 'size_curve']

export function Propose({ demand }: { demand: GarmentDemand }) {
  const { t } = useWords()
  const propose = usePropose()
  const [shown, setShown] = useState('')
  const [packs, setPacks] = useState<readonly Pack[]>([])
  const wish = (kind: Plan['kind']) => propose.mutate({ kind, garment: demand.garment, packs: kind === 'allocation' ? filled(packs) : [], weeks: 4, elasticities: {}, trends: {}, note: '' }, { onSuccess: ({ id }) => setShown(id), onError: () => setShown('') })
  return (
    <section>
      <h3 className="label">{t('plan.do.title')}</h3>
      <div className={classes.buttons}>
        {KINDS.map((kind) => (
          <Button key={kind} size="compact-md" variant="default" loading={propose.isPending && propose.variables.kind === kind} onClick={() => wish(kind)}>
            {t(`plan.kind.${kind}`)}
          </Button>
        ))}
      </div>
      <Packs demand={demand} packs={packs} onChange={setPacks} />
      {propose.error ? <ErrorNote error={asApiError(propose.error)} compact /> : null}
      {shown ? <PlanDetail id={shown} /> : null}
    </section>
  )
}
