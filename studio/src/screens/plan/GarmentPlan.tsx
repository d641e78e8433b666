/** One garment: its fan chart against the plainest forecast, what if, its SKUs, and what to do about it. */
import { useState } from 'react'
import { type ApiError, type WeekAhead, useGarmentDemand } from '@/api'
import { Loaded } from '@/app'
import { Chart } from '@/kit/Chart'
import { EmptyState } from '@/kit/EmptyState'
import { HowBadge } from '@/kit/HowBadge'
import { ChartSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import { fanOf } from './fan'
import { Propose } from './Propose'
import { Skus } from './Skus'
import { WhatIfForm } from './WhatIf'
import { modelWords } from './models'
import classes from './Plan.module.css'

/** No error here: nothing is forecast yet, or this garment is not on sale. */
const NOT_YET = ['MOD-2488', 'MOD-2489']

export function GarmentPlan({ garment }: { garment: string }) {
  const { t, format, language } = useWords()
  const demand = useGarmentDemand(garment)
  const [other, setOther] = useState<readonly WeekAhead[] | undefined>()
  const absent = (error: ApiError) =>
    NOT_YET.includes(error.code) ? (
      <EmptyState title={t(error.code === 'MOD-2489' ? 'plan.garment.notOnSale' : 'plan.none.title')} secondary={{ label: t('plan.garment.toPlan'), href: '/plan/demand' }}>
        <p>{t(error.code === 'MOD-2489' ? 'plan.garment.notOnSaleHint' : 'plan.none.what')}</p>
      </EmptyState>
    ) : null
  return (
    <Loaded query={demand} skeleton={<ChartSkeleton height={280} />} absent={absent}>
      {(found) => (
        <div className={classes.garment}>
          <Chart
            as="h3"
            title={t('plan.fan.title')}
            note={t('plan.fan.note')}
            how="predicted"
            source={t('plan.fan.source', { model: modelWords(found.model, t), when: format.ago(found.made_at) })}
            height={260}
            data={fanOf(found, t, other)}
          />
          <div className={classes.concerns}>
            {found.synthetic ? (
              <p className="small quiet">
                <HowBadge how="synthetic" /> {t('plan.state.synthetic')}
              </p>
            ) : null}
            {found.concerns.map((concern) => (
              <p key={concern.kind}>
                <strong>{t(`plan.concern.kind.${concern.kind}`)}.</strong> {language === 'zh-CN' ? concern.zh : concern.en}
              </p>
            ))}
          </div>
          <Propose demand={found} />
          <WhatIfForm demand={found} onAnswer={setOther} />
          <Skus demand={found} />
        </div>
      )}
    </Loaded>
  )
}
