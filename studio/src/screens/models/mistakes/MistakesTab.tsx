/** Where a model errs: every pair of classes at a glance, the pictures behind a pair, and the surest mistakes. */
import { Section, useAddress } from '@/app'
import { Chart } from '@/kit/Chart'
import { useWords } from '@/locale'
import { WithEvaluation } from '../evaluation'
import type { TabProps } from '../ModelPage'
import { provenance } from '../provenance'
import { CellPanel } from './CellPanel'
import { Judgements } from './Judgements'

export function MistakesTab({ model }: TabProps) {
  const { t, format } = useWords()
  const { query, change } = useAddress()
  const actual = query.get('actual')
  const predicted = query.get('predicted')
  return (
    <WithEvaluation model={model}>
      {(evaluation) => (
        <>
          <Chart
            as="h2"
            title={t('models.confusion')}
            note={t('models.confusionHint')}
            how="measured"
            source={provenance(evaluation, t, format)}
            data={{
              kind: 'matrix',
              rows: evaluation.labels,
              columns: evaluation.labels,
              values: evaluation.confusion,
              rowLabel: t('models.shown'),
              columnLabel: t('models.said'),
              value: { label: t('models.pictures'), digits: 0 },
              scale: 'share',
            }}
            onPick={({ row, column }) => change({ actual: row, predicted: column }, { push: true })}
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
