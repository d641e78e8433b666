/** The seams by name: looked at here, both their edges and the cloth where they meet stand out. */
import { Button } from '@mantine/core'
import { useId, useState } from 'react'
import type { Pattern } from '@/api'
import { DownIcon, UpIcon } from '@/kit/Icon'
import { useWords } from '@/locale'
import { edgeKey, type Lit } from './lit'
import { partName } from './partNames'
import classes from './Pattern.module.css'

export function Seams({ pattern, lit, onLook, onPin }: { pattern: Pattern; lit: Lit; onLook: (lit: Lit) => void; onPin: (lit: Lit) => void }) {
  const { t, format } = useWords()
  const list = useId()
  const [open, setOpen] = useState(false)
  const lengths = new Map(pattern.panels.flatMap(({ name, edges }) => edges.map((edge) => [edgeKey(name, edge.name), edge.length] as const)))
  return (
    <div>
      <Button size="compact-sm" variant="subtle" aria-expanded={open} aria-controls={list} rightSection={open ? <UpIcon size={14} aria-hidden /> : <DownIcon size={14} aria-hidden />} onClick={() => setOpen(!open)}>
        {t('fit.pattern.seams', { number: format.number(pattern.seams.length) })}
      </Button>
      <ul id={list} className={classes.seams} hidden={!open}>
        {open
          ? pattern.seams.map((seam) => {
              const here: Lit = { kind: 'seam', seam }
              const length = seam.one.reduce((sum, [panel, edge]) => sum + (lengths.get(edgeKey(panel, edge)) ?? 0), 0)
              return (
                <li key={seam.name}>
                  <button
                    type="button"
                    className={classes.seam}
                    aria-pressed={lit?.kind === 'seam' && lit.seam.name === seam.name}
                    onPointerEnter={() => onLook(here)}
                    onPointerLeave={() => onLook(null)}
                    onFocus={() => onLook(here)}
                    onBlur={() => onLook(null)}
                    onClick={() => onPin(here)}
                  >
                    <span>{partName(seam.name, t)}</span>
                    <span className="quiet">{`${format.number(length, 1)} ${t('fit.units.cm')}`}</span>
                  </button>
                </li>
              )
            })
          : null}
      </ul>
    </div>
  )
}
