/** What recommends in this shop: which model, from how much, since when, and whether behaviour has changed since. */
import { type Alarm, useGarmentsById, useRecommenderState } from '@/api'
import { Loaded, Section } from '@/app'
import { said } from '@/house'
import { FiguresSkeleton } from '@/kit/Skeletons'
import { type Language, useWords } from '@/locale'
import { worded } from './words'
import classes from './Sell.module.css'

export function State() {
  const { t, format, language } = useWords()
  const state = useRecommenderState()
  const named = (state.data?.alarms ?? []).flatMap(({ what, name }) => (what === 'garments' && name ? [name] : []))
  const garments = useGarmentsById(named)
  const movedWords = (alarm: Alarm, language: Language) => {
    if (typeof alarm.before !== 'number' || typeof alarm.now !== 'number') return language === 'zh-CN' ? alarm.zh : alarm.en
    const garment = garments.find(({ id }) => id === alarm.name)
    const what = alarm.what === 'events' ? worded('act', alarm.name, t) : garment ? said(garment, 'name', language) : alarm.name
    return t('sell.state.moved', { what, before: format.percent(alarm.before), now: format.percent(alarm.now) })
  }
  return (
    <Section title={t('sell.state.title')}>
      <Loaded query={state} skeleton={<FiguresSkeleton count={4} />}>
        {(now) => (
          <>
            <dl className={classes.state}>
              <div>
                <dt className="label">{t('sell.state.model')}</dt>
                <dd>{worded('model', now.model, t)}</dd>
                <dd className="quiet small">{t(now.ranking === 'learned' ? 'sell.state.learned' : 'sell.state.mix')}</dd>
              </div>
              <div>
                <dt className="label">{t('sell.state.built')}</dt>
                <dd>{now.is_building ? t('sell.state.building') : now.built_at ? <time dateTime={now.built_at}>{format.ago(now.built_at)}</time> : t('sell.state.never')}</dd>
                <dd className="quiet small">{now.shadow ? t('sell.state.shadow', { model: worded('model', now.shadow, t) }) : t('sell.state.noShadow')}</dd>
              </div>
              <div>
                <dt className="label">{t('sell.state.from')}</dt>
                <dd>{t('sell.state.acts', { count: now.acts, number: format.number(now.acts) })}</dd>
                <dd className="quiet small">{t('sell.state.of', { customers: format.number(now.customers), garments: format.number(now.garments) })}</dd>
              </div>
              <div>
                <dt className="label">{t('sell.state.drift')}</dt>
                <dd data-tone={now.alarms.some(({ is_raised }) => is_raised) ? 'warn' : undefined}>
                  {now.alarms.length === 0 ? t('sell.state.unknown') : now.alarms.some(({ is_raised }) => is_raised) ? t('sell.state.drifts') : t('sell.state.steady')}
                </dd>
                {now.alarms.length === 0 ? <dd className="quiet small">{t('sell.state.unknownHint')}</dd> : null}
                {now.alarms.map((alarm) => (
                  <dd key={alarm.what} className="quiet small">
                    {movedWords(alarm, language)} {t('sell.state.threshold', { value: format.number(alarm.value, 2), threshold: format.number(alarm.threshold, 2) })}
                  </dd>
                ))}
              </div>
            </dl>
          </>
        )}
      </Loaded>
    </Section>
  )
}
