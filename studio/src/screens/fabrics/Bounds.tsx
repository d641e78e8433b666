/** Between which values an objective counts, and what must hold of every cloth. */
import { ActionIcon, NumberInput, Select } from '@mantine/core'
import { DeleteIcon } from '@/kit/Icon'
import { useWords } from '@/locale'
import { type Bound, LIMITED, type Objective, UNITS } from './goals'
import { ofWords } from './numbers'
import classes from './Fabrics.module.css'

const numberOf = (typed: number | string) => (typed === '' ? undefined : Number(typed))

export function Objectives({ objectives, onChange }: { objectives: readonly Objective[]; onChange: (changed: Objective[]) => void }) {
  const { t } = useWords()
  const set = (of: string, change: Partial<Objective>) => onChange(objectives.map((each) => (each.of === of ? { ...each, ...change } : each)))
  return (
    <table className={`${classes.table} ${classes.bounds} ${classes.whole}`}>
      <caption>{t('fabric.search.counts')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('fabric.search.objectives')}</th>
          <th scope="col">{t('fabric.search.worst')}</th>
          <th scope="col">{t('fabric.search.best')}</th>
        </tr>
      </thead>
      <tbody>
        {objectives.map(({ of, worst, best }) => (
          <tr key={of}>
            <th scope="row">{ofWords(of, t)}</th>
            {(['worst', 'best'] as const).map((end) => (
              <td key={end}>
                <NumberInput size="xs" hideControls aria-label={`${ofWords(of, t)}, ${t(`fabric.search.${end}`)}`} suffix={UNITS[of] ? ` ${UNITS[of]}` : ''} value={end === 'worst' ? worst : best} onChange={(typed) => set(of, { [end]: numberOf(typed) ?? 0 })} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export function Limits({ limits, onChange }: { limits: readonly Bound[]; onChange: (changed: Bound[]) => void }) {
  const { t } = useWords()
  const set = (of: string, change: Partial<Bound>) => onChange(limits.map((each) => (each.of === of ? { ...each, ...change } : each)))
  const free = LIMITED.filter((of) => !limits.some((each) => each.of === of))
  return (
    <div className={classes.whole}>
      {limits.length > 0 ? (
        <table className={`${classes.table} ${classes.bounds}`}>
          <caption>{t('fabric.search.limits')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('fabric.search.limit')}</th>
              <th scope="col">{t('fabric.search.least')}</th>
              <th scope="col">{t('fabric.search.most')}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {limits.map(({ of, least, most }) => (
              <tr key={of}>
                <th scope="row">{ofWords(of, t)}</th>
                {(['least', 'most'] as const).map((end) => (
                  <td key={end}>
                    <NumberInput size="xs" hideControls aria-label={`${ofWords(of, t)}, ${t(`fabric.search.${end}`)}`} suffix={UNITS[of] ? ` ${UNITS[of]}` : ''} value={(end === 'least' ? least : most) ?? ''} onChange={(typed) => set(of, { [end]: numberOf(typed) })} />
                  </td>
                ))}
                <td>
                  <ActionIcon variant="subtle" color="gray" aria-label={t('fabric.search.dropLimit', { of: ofWords(of, t) })} onClick={() => onChange(limits.filter((each) => each.of !== of))}>
                    <DeleteIcon size={16} aria-hidden />
                  </ActionIcon>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      {free.length > 0 ? <Select size="xs" w={280} label={t('fabric.search.addLimit')} placeholder={t('fabric.search.limit')} value={null} data={free.map((of) => ({ value: of, label: ofWords(of, t) }))} onChange={(of) => (of ? onChange([...limits, { of }]) : undefined)} /> : null}
    </div>
  )
}
