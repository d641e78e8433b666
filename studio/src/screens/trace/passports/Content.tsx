/** What a passport says now, field by field with its source, how complete that is, and what is missing of whom. */
import { usePassportContent } from '@/api'
import { Loaded } from '@/app'
import { Figure } from '@/kit/Figure'
import { HowBadge } from '@/kit/HowBadge'
import { TableSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import classes from './Passports.module.css'

export function Content({ id }: { id: string }) {
  const { t, format, language } = useWords()
  const isChinese = language === 'zh-CN'
  return (
    <Loaded query={usePassportContent(id)} skeleton={<TableSkeleton columns={2} rows={6} />}>
      {(content) => (
        <>
          <div className={classes.figures}>
            <Figure label={t('trace.passport.complete')} value={content.percent / 100} style="percent" digits={0} how="measured" size="small" source={content.profile} />
            <Figure label={t('trace.passport.required')} value={content.required_percent / 100} style="percent" digits={0} how="measured" size="small" source={t('trace.passport.realOnly')} />
          </div>
          <details>
            <summary>{t('trace.passport.fields', { count: content.fields.length, number: format.number(content.fields.length) })}</summary>
            <dl className={classes.facts}>
              {content.fields.map((field) => (
                <Said key={field.id} title={isChinese ? field.title_zh : field.title} what={[field.value, field.unit].filter(Boolean).join(' ')} isSynthetic={field.how === 'simulated'} />
              ))}
            </dl>
          </details>
          <details>
            <summary>{t('trace.passport.missing')}</summary>
            <dl className={classes.facts}>
              {content.tiers.map((tier) => (
                <Said key={tier.tier} title={`${isChinese ? tier.title_zh : tier.title} ${format.percent(tier.percent / 100)}`} what={tier.missing.map((field) => `${isChinese ? field.title_zh : field.title}${field.is_required ? ' *' : ''}`).join(isChinese ? '、' : ', ') || t('trace.passport.nothingMissing')} />
              ))}
            </dl>
            <p className="quiet small">{t('trace.passport.star')}</p>
          </details>
        </>
      )}
    </Loaded>
  )
}

function Said({ title, what, isSynthetic = false }: { title: string; what: string; isSynthetic?: boolean }) {
  return (
    <>
      <dt>{title}</dt>
      <dd>
        {what} {isSynthetic ? <HowBadge how="synthetic" bare /> : null}
      </dd>
    </>
  )
}
