/** The evaluation that a page speaks of: the newest, or the one in the address; and the way to another. */
import { Select } from '@mantine/core'
import type { ReactNode } from 'react'
import { type EvaluationDetail, useEvaluation, useEvaluations, type Model } from '@/api'
import { Loaded, useAddress } from '@/app'
import { EmptyState } from '@/kit/EmptyState'
import { ChartSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import classes from './Models.module.css'

export interface WithEvaluationProps {
  model: Model
  skeleton?: ReactNode
  children: (evaluation: EvaluationDetail) => ReactNode
}

export function WithEvaluation({ model, skeleton = <ChartSkeleton />, children }: WithEvaluationProps) {
  const { t, format } = useWords()
  const { query, change } = useAddress()
  const evaluations = useEvaluations(model.name, model.version)
  const id = query.get('evaluation') ?? evaluations.items[0]?.id
  const whole = useEvaluation(model.name, model.version, id)
  return (
    <Loaded query={evaluations} skeleton={skeleton}>
      {(items) =>
        id === undefined ? (
          <EmptyState title={t('models.noEvaluation')} steps={[t('models.noEvaluationFirst'), t('models.noEvaluationSecond')]}>
            <p>{t('models.noEvaluationHint')}</p>
          </EmptyState>
        ) : (
          <>
            {items.length > 1 ? (
              <Select
                className={classes.evaluations}
                label={t('models.evaluation')}
                allowDeselect={false}
                value={id}
                onChange={(value) => change({ evaluation: value, actual: null, predicted: null })}
                data={items.map((each) => ({ value: each.id, label: `${each.data} · ${format.dateTime(each.at)}` }))}
              />
            ) : null}
            <Loaded query={whole} skeleton={skeleton}>
              {children}
            </Loaded>
          </>
        )
      }
    </Loaded>
  )
}
