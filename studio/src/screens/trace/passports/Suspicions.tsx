/** Who stands out: items and suppliers unlike their peers, each with its reasons; a reason to look, not a proof. */
import { Link } from 'react-router'
import { useSuspicions } from '@/api'
import { Loaded, Section } from '@/app'
import { TableSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import { thingWords } from '../journey/names'
import classes from './Passports.module.css'

const KINDS = ['items', 'suppliers'] as const

export function Suspicions() {
  const { t, language, format } = useWords()
  return (
    <Section title={t('trace.passport.suspect.title')}>
      <p className={`quiet ${classes.said}`}>{t('trace.passport.suspect.what')}</p>
      <Loaded query={useSuspicions()} skeleton={<TableSkeleton rows={3} columns={2} />}>
        {(found) => (
          <div className={classes.suspects}>
            {KINDS.map((kind) => (
              <section key={kind} aria-label={t(`trace.passport.suspect.${kind}`)}>
                <h3 className="label">{t(`trace.passport.suspect.${kind}`)}</h3>
                <p className="quiet small">{t('trace.passport.suspect.seen', { count: found[`${kind}_seen`], number: format.number(found[`${kind}_seen`]) })}</p>
                {found[kind].length === 0 ? <p>{t(found[`${kind}_seen`] === 0 ? `trace.passport.suspect.unseen.${kind}` : 'trace.passport.suspect.none')}</p> : null}
                <ol className={classes.suspectList}>
                  {found[kind].map(({ name, score, reasons }) => (
                    <li key={name}>
                      {kind === 'items' ? <Link className="link" to={`/trace/journeys?item=${encodeURIComponent(name)}`}>{thingWords(name, t)}</Link> : <b>{name}</b>}{' '}
                      <span className="quiet small">{t('trace.passport.suspect.score', { score: format.number(score, 1) })}</span>
                      <ul>
                        {reasons.map(({ feature, en, zh }) => (
                          <li key={feature}>{language === 'zh-CN' ? zh : en}</li>
                        ))}
                      </ul>
                    </li>
                  ))}
                </ol>
              </section>
            ))}
          </div>
        )}
      </Loaded>
    </Section>
  )
}
