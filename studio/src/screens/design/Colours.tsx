/** Colours judged and recoloured: which two run together for whom, and other palettes that keep what makes the print work. */
import { Button } from '@mantine/core'
import { useState } from 'react'
import { asApiError, useColourways, usePaletteFacts } from '@/api'
import { ErrorNote } from '@/kit/ErrorNote'
import { RefreshIcon } from '@/kit/Icon'
import { TableSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import classes from './Design.module.css'

const SHOWN = 4

/** The colour-blind check. */
export function Sight({ palette }: { palette: readonly string[] }) {
  const { t, format } = useWords()
  const facts = usePaletteFacts(palette)
  if (facts.error) return <ErrorNote error={asApiError(facts.error)} compact />
  if (!facts.data) return <TableSkeleton rows={4} columns={3} />
  return (
    <table className={classes.sight}>
      <caption className="label">{t('desk.sight.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('desk.sight.who')}</th>
          <th scope="col">{t('desk.sight.pair')}</th>
          <th scope="col">{t('desk.sight.difference')}</th>
        </tr>
      </thead>
      <tbody>
        {facts.data.closest.map(({ sight, pair, seen, difference, runs_together: together }) => (
          <tr key={sight}>
            <th scope="row">{t(`desk.sight.${sight}`)}</th>
            <td>
              <span className={classes.seen} aria-hidden>
                {seen.map((colour, at) => (
                  <span key={at} style={{ background: colour }} />
                ))}
              </span>
              <span className="numbers small">{pair.join(' · ')}</span>
            </td>
            <td className="numbers">
              {format.number(difference, 1)}
              {together ? <span className={classes.together}> {t('desk.sight.together')}</span> : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export function Colourways({ palette, onTake }: { palette: readonly string[]; onTake: (palette: string[]) => void }) {
  const { t, format } = useWords()
  const [seed, setSeed] = useState(0)
  const ways = useColourways({ palette: [...palette], n: SHOWN, seed, kept: [] })
  if (ways.error) return <ErrorNote error={asApiError(ways.error)} compact />
  if (!ways.data) return <TableSkeleton rows={4} columns={2} />
  return (
    <div className={classes.stack} data-waiting={ways.isPlaceholderData}>
      {ways.data.colourways.length === 0 ? <p className="quiet small">{t('desk.ways.none')}</p> : null}
      <ul className={classes.ways}>
        {ways.data.colourways.map(({ palette: colours, names, moved }) => (
          <li key={colours.join()}>
            <button type="button" className={classes.way} onClick={() => onTake(colours)} aria-label={t('desk.ways.take', { colours: colours.join(', ') })}>
              {colours.map((colour, at) => (
                <span key={at} style={{ background: colour }} title={names[at]} />
              ))}
            </button>
            <span className="small quiet numbers">{t('desk.ways.moved', { moved: format.number(moved, 0) })}</span>
          </li>
        ))}
      </ul>
      <div className={classes.row}>
        <Button size="compact-sm" variant="default" leftSection={<RefreshIcon size={13} aria-hidden />} onClick={() => setSeed(seed + 1)}>
          {t('desk.ways.again')}
        </Button>
      </div>
    </div>
  )
}
