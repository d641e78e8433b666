/** What a passport says now, field by field with its source, how complete that is, and what is missing of whom. */
import type { ReactNode } from 'react'
import { type PassportTier, usePassportContent } from '@/api'
import { Loaded } from '@/app'
import { Figure } from '@/kit/Figure'
import { HowBadge } from '@/kit/HowBadge'
import { TableSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import classes from './Passports.module.css'
import { Statements } from './Statement'

export function Content({ id, garment }: { id: string; garment: string }) {
  const { t, format, language } = useWords()
  const isChinese = language === 'zh-CN'
  return (
    <Loaded query={usePassportContent(id)} skeleton={<TableSkeleton columns={2} rows={6} />}>
      {(content) => (
        <>
          <div className={classes.figures}>
            <Figure label={t('trace.passport.complete')} value={content.percent / 100} style="percent" digits={0} how="measured" size="small" source={content.profile} />
            <Figure label={t('trace.passport.required')} value={content.required_percent / 100} style="percent" digits={0} how="measured" size="small" source={t('trace.passport.realOnly')} />
            <Figure label={t('trace.passport.signed')} value={content.signed_percent / 100} style="percent" digits={0} how="measured" size="small" source={t('trace.passport.signedBy')} />
          </div>
          <details>
            <summary>{t('trace.passport.fields', { count: content.fields.length, number: format.number(content.fields.length) })}</summary>
            <dl className={classes.facts}>
              {content.fields.map((field) => (
                <Said key={field.id} title={isChinese ? field.title_zh : field.title} what={[field.value, field.unit].filter(Boolean).join(' ')} signer={field.signer && (field.signer_name || field.signer)} isSynthetic={field.how === 'simulated'} />
              ))}
            </dl>
          </details>
          <details>
            <summary>{t('trace.passport.missing')}</summary>
            <dl className={classes.facts}>
              {content.tiers.map((tier) => (
                <Said key={tier.tier} title={isChinese ? tier.title_zh : tier.title} score={<Score tier={tier} />} what={tier.missing.map((field) => `${isChinese ? field.title_zh : field.title}${field.is_required ? ' *' : ''}`).join(isChinese ? '、' : ', ') || t('trace.passport.nothingMissing')} />
              ))}
            </dl>
            <p className="quiet small">{t('trace.passport.star')}</p>
            {garment ? <Statements garment={garment} /> : null}
          </details>
        </>
      )}
    </Loaded>
  )
}

/** How much of a tier is known, and how much of that its supplier signed. */
function Score({ tier: { percent, signed_percent: signed } }: { tier: PassportTier }) {
  const { t, format } = useWords()
  return (
    <span className={classes.score}>
      {t('trace.passport.score', { known: format.percent(percent / 100, 0), signed: format.percent(signed / 100, 0) })}
      <span className={classes.bar} aria-hidden>
        <span style={{ width: `${percent}%` }} />
        <span style={{ width: `${signed}%` }} />
      </span>
    </span>
  )
}

interface SaidProps {
  title: string
  what: string
  signer?: string
  score?: ReactNode
  isSynthetic?: boolean
}

function Said({ title, what, signer = '', score, isSynthetic = false }: SaidProps) {
  const { t } = useWords()
  return (
    <>
      <dt>{title}</dt>
      <dd>
        {score}
        {what} {signer ? <span className="quiet small">{t('trace.passport.signedOf', { name: signer })}</span> : null} {isSynthetic ? <HowBadge how="synthetic" bare /> : null}
      </dd>
    </>
  )
}
