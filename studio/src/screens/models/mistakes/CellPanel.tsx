/** The pictures behind one cell, beside the matrix, page after page. */
import { Button } from '@mantine/core'
import { type EvaluationDetail, useCell, type Model } from '@/api'
import { Loaded } from '@/app'
import { SidePanel } from '@/kit/SidePanel'
import { CardsSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import { Judgements } from './Judgements'

export interface CellPanelProps {
  model: Model
  evaluation: EvaluationDetail
  actual: string
  predicted: string
  onClose: () => void
}

export function CellPanel({ model, evaluation, actual, predicted, onClose }: CellPanelProps) {
  const { t, format } = useWords()
  const cell = useCell(model.name, model.version, evaluation.id, actual, predicted)
  const count = evaluation.confusion[evaluation.labels.indexOf(actual)]?.[evaluation.labels.indexOf(predicted)] ?? 0
  const title = t(actual === predicted ? 'models.cell.right' : 'models.cell.wrong', { actual, predicted })
  return (
    <SidePanel title={title} eyebrow={t('models.cell.count', { count, n: format.number(count) })} onClose={onClose}>
      <Loaded query={cell} skeleton={<CardsSkeleton count={9} />}>
        {(items) => <Judgements model={model} items={items} none={t('models.cell.none')} narrow />}
      </Loaded>
      {cell.hasNextPage ? (
        <Button mt="lg" fullWidth variant="default" loading={cell.isFetchingNextPage} onClick={() => void cell.fetchNextPage()}>
          {t('models.more')}
        </Button>
      ) : null}
    </SidePanel>
  )
}
