/** One side: what rises, or what fades, the surest first. */
import type { UseQueryResult } from '@tanstack/react-query'
import type { TrendPage } from '@/api'
import { Loaded } from '@/app'
import { DownIcon, UpIcon } from '@/kit/Icon'
import { TableSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import { Row } from './Row'
import { nameOf } from './words'
import classes from './Trends.module.css'

export function Column({ verdict, query }: { verdict: 'rising' | 'fading'; query: UseQueryResult<TrendPage> }) {
  const { t, format } = useWords()
  const Arrow = verdict === 'rising' ? UpIcon : DownIcon
  return (
    <section aria-label={t(`trends.${verdict}`)} aria-busy={query.isPlaceholderData}>
      <h2 className={`heading ${classes.verdict}`}>
        <Arrow size={22} aria-hidden /> {t(`trends.${verdict}`)}
        {query.data ? <span className={classes.count}>{t('trends.count', { number: format.number(query.data.items.length) })}</span> : null}
      </h2>
      <Loaded query={query} skeleton={<TableSkeleton columns={2} rows={4} />}>
        {({ items, next_cursor }) => (
          <>
            {items.length === 0 ? <p className="quiet">{t(`trends.none.${verdict}`)}</p> : null}
            <ol className={classes.rows}>
              {items.map((trend) => (
                <Row key={nameOf(trend)} trend={trend} />
              ))}
            </ol>
            {next_cursor ? <p className="quiet small">{t('trends.most', { number: items.length })}</p> : null}
          </>
        )}
      </Loaded>
    </section>
  )
}
