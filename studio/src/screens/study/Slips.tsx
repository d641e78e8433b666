/** Three slips of the article, apart from its number. */
import { useWords } from '@/locale'
import { Chapter } from './Chapter'
import classes from './Study.module.css'

export function Slips() {
  const { t } = useWords()
  return (
    <Chapter label={t('study.slips.label')} title={t('study.slips.title')} words={<p>{t('study.slips.words')}</p>}>
      <ol className={classes.slips}>
        {(['digits', 'bracket', 'z'] as const).map((slip) => (
          <li key={slip}>
            <h3>{t(`study.slips.${slip}.title`)}</h3>
            <p>{t(`study.slips.${slip}.words`)}</p>
          </li>
        ))}
      </ol>
    </Chapter>
  )
}
