/** What was checked of a passport, line by line: it holds, it does not, or it cannot be told here. */
import type { PassportVerdict } from '@/api'
import { CheckIcon, CloseIcon, InfoIcon } from '@/kit/Icon'
import { useWords } from '@/locale'
import classes from './Passports.module.css'

const ICONS = { ok: CheckIcon, failed: CloseIcon, unknown: InfoIcon } as const

export function Checks({ verdict }: { verdict: PassportVerdict }) {
  const { t, language } = useWords()
  const named = (name: string) => t(`trace.passport.check.${name}` as 'trace.passport.check.format')
  return (
    <section aria-label={t('trace.passport.checks')}>
      <p className={classes.verdict} data-status={verdict.ok ? 'ok' : 'failed'}>
        {t(verdict.ok ? 'trace.passport.holds' : 'trace.passport.fails')}
      </p>
      <ul className={classes.checks}>
        {verdict.checks.map(({ name, status, why, why_zh: zh }) => {
          const Icon = ICONS[status]
          return (
            <li key={name} data-status={status}>
              <Icon size={18} aria-hidden />
              <div>
                <b>{named(name)}</b> <span className={classes.status}>{t(`trace.passport.state.${status}`)}</span>
                <p className="quiet small">{language === 'zh-CN' ? zh : why}</p>
              </div>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
