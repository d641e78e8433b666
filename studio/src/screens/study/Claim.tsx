/** The claim against what the same listing gives when it is run. */
import { HowBadge } from '@/kit/HowBadge'
import { useWords } from '@/locale'
import { Chapter } from './Chapter'
import { type Article, listingMean, whoWords } from './facts'
import classes from './Study.module.css'

export function Claim({ article }: { article: Article }) {
  const { t, format } = useWords()
  const mean = listingMean(article)
  const percent = (value: number, digits: number) => format.percent(value / 100, digits)
  const runs = mean ? article.runs.filter(({ who }) => who === mean.who).length : 0
  return (
    <Chapter label={t('study.claim.label')} title={t('study.claim.title')} words={<p>{t('study.claim.words')}</p>}>
      <dl className={classes.giants}>
        <div className={classes.giant}>
          <dt className="label">{t('study.claim.claimed')}</dt>
          <dd>
            <span className={classes.numeral} data-claim>
              {percent(article.claim, 1)}
            </span>
            <span className={classes.how}>{t('study.claim.nobody')}</span>
          </dd>
        </div>
        {mean ? (
          <div className={classes.giant}>
            <dt className="label">{t('study.claim.measured')}</dt>
            <dd>
              <span className={classes.numeral}>{percent(mean.value, 2)}</span>
              <span className={classes.how}>
                <HowBadge how="measured" />
                {mean.ci95 ? <span>{t('kit.figure.interval', { low: percent(mean.ci95[0], 2), high: percent(mean.ci95[1], 2) })}</span> : null}
                <span>{t('study.claim.runs', { count: runs, who: whoWords(mean.who, t) })}</span>
              </span>
            </dd>
          </div>
        ) : null}
      </dl>
    </Chapter>
  )
}
