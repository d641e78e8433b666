/** Where a model errs: every pair of classes at a glance, the pictures behind a pair, and the surest mistakes. */
import { useAddress, Section } from '@/app'
import { useWords } from '@/locale'
import { WithEvaluation, Provenance } from '../evaluation'
import type { TabProps } from '../ModelPage'
import { CellPanel } from './CellPanel'
import { Confusion } from './Confusion'
import { Judgements } from './Judgements'

export function MistakesTab({ model }: TabProps) {
  const { t } = useWords()
  const { query, change } = useAddress()
  const actual = query.get('actual')
  const predicted = query.get('predicted')
  return (
    <WithEvaluation model={model}>
      {(evaluation) => (
        <>
          <Provenance evaluation={evaluation} />
          <Confusion
            labels={evaluation.labels}
            counts={evaluation.confusion}
            chosen={actual !== null && predicted !== null ? { actual, predicted } : null}
            onChoose={(cell) => change(cell, { push: true })}
          />
          <Section title={t('models.worst')}>
            <Judgements model={model} items={evaluation.worst} none={t('models.noMistakes')} />
          </Section>
          {actual !== null && predicted !== null ? (
            <CellPanel
              key={`${actual} ${predicted}`}
              model={model}
              evaluation={evaluation}
              actual={actual}
              predicted={predicted}
              onClose={() => change({ actual: null, predicted: null })}
            />
          ) : null}
        </>
      )}
    </WithEvaluation>
  )
}
