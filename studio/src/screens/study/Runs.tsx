/** Every run, so that nobody has to believe a mean. */
import { useWords } from '@/locale'
import lab from '../lab/Lab.module.css'
import { Scroller } from '../lab/Scroller'
import { Chapter } from './Chapter'
import { type Article, whoWords } from './facts'

export function Runs({ article }: { article: Article }) {
  const { t, format } = useWords()
  const percent = (value: number | null) => (value === null ? '–' : format.percent(value / 100, 2))
  return (
    <Chapter label={t('study.runs.label')} title={t('study.runs.title')} words={<p>{t('study.runs.words')}</p>}>
      <Scroller label={t('study.runs.title')}>
        <table className={lab.table}>
          <thead>
            <tr>
              <th scope="col">{t('study.runs.who')}</th>
              <th scope="col">{t('study.runs.run')}</th>
              <th scope="col" className="numbers">{t('study.training')}</th>
              <th scope="col" className="numbers">{t('study.validation')}</th>
              <th scope="col" className="numbers">{t('study.test')}</th>
            </tr>
          </thead>
          <tbody>
            {article.runs.map((run, index) => (
              <tr key={index}>
                <th scope="row">{whoWords(run.who, t)}</th>
                <td>{run.run}</td>
                <td className="numbers">{percent(run.training)}</td>
                <td className="numbers">{percent(run.validation)}</td>
                <td className="numbers">{percent(run.test)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroller>
    </Chapter>
  )
}
