/** What was found, best first, each with why it is there. */
import { type Found, photoAt } from '@/api'
import { inWords, said } from '@/house'
import { GarmentCard } from '@/kit/GarmentCard'
import { useWords } from '@/locale'
import classes from './Search.module.css'

export function Results({ results, small = false }: { results: readonly Found[]; small?: boolean }) {
  const { t, language } = useWords()
  return (
    <ol className={classes.results} data-small={small}>
      {results.map(({ garment, shown, why }) => (
        <li key={garment}>
          <GarmentCard
            as={small ? 'h3' : 'h2'}
            name={said(shown, 'name', language)}
            href={`/garments/${encodeURIComponent(garment)}`}
            line={inWords('category', shown.category ?? '', t)}
            photo={shown.photo_url ? photoAt(shown.photo_url, 240) : null}
            secondPhoto={shown.other_photo_url ? photoAt(shown.other_photo_url, 240) : null}
          />
          <p className={classes.why} title={t('search.why')}>
            {language === 'zh-CN' ? why.zh : why.en}
          </p>
        </li>
      ))}
    </ol>
  )
}
