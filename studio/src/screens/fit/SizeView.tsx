/** One size on the body: to be turned, with its zones below. The quick drape comes at once, the fine one replaces it. */
import { Select } from '@mantine/core'
import { useMemo } from 'react'
import { asApiError, drapeFile, drapePicture, type Heat, type Side, type Size, useDrape } from '@/api'
import { ErrorNote } from '@/kit/ErrorNote'
import { Picture } from '@/kit/Picture'
import { hasWebGL, Stage3D, type StageView } from '@/kit/Stage3D'
import { Stitch } from '@/kit/Stitch'
import { useWords } from '@/locale'
import { usePalette } from '@/look/usePalette'
import { type Coloured, shadeOf } from '@/screens/garment/round/shades'
import { ZoneTable } from './ZoneTable'
import classes from './Result.module.css'

export interface SizeViewProps {
  fitting: string
  size: Size
  /** Which of the places side by side this is, from 1. */
  place: number
  sizes: readonly string[]
  onChoose: (size: string) => void
  isRecommended: boolean
  coloured: Coloured
  /** From where the server's picture is taken, where there is no WebGL. */
  side: Side
  view: StageView
}

const HEIGHT = 480

export function SizeView({ fitting, size, place, sizes, onChoose, isRecommended, coloured, side, view }: SizeViewProps) {
  const { t, format } = useWords()
  const { data: palette } = usePalette()
  const { drape, isFine, error, again } = useDrape(fitting, size.size, hasWebGL())
  const detail = drape ? (isFine ? 'fine' : 'quick') : null
  const source = useMemo(() => (detail ? { kind: 'glb' as const, from: drapeFile(fitting, size.size, detail) } : null), [fitting, size.size, detail])
  const shade = useMemo(() => shadeOf(coloured, palette), [coloured, palette])
  const heat: Heat = coloured === 'stretch' || coloured === 'clearance' ? coloured : 'none'
  return (
    <article className={classes.size} aria-label={t('fit.sizes.label', { size: size.size })} data-recommended={isRecommended}>
      <header className={classes.sizeHead}>
        <Select
          className={classes.sizeChoice!}
          variant="unstyled"
          aria-label={t('fit.sizes.show', { place })}
          allowDeselect={false}
          value={size.size}
          data={[...sizes]}
          onChange={(next) => (next ? onChoose(next) : undefined)}
        />
        {isRecommended ? (
          <span className={classes.mark}>
            {t('fit.sizes.recommended')}
            <Stitch tone="accent" />
          </span>
        ) : null}
        <span className={classes.score}>{t('fit.sizes.scored', { value: format.number(size.score, 2) })}</span>
      </header>
      {error ? (
        <ErrorNote error={asApiError(error)} onRetry={again} />
      ) : (
        <Stage3D
          label={t('fit.sizes.label', { size: size.size })}
          source={source}
          shade={shade}
          view={view}
          height={HEIGHT}
          how="modelled"
          caption={
            drape ? (
              <>
                {t('fit.sizes.points', { count: format.number(drape.cloth.vertices) })}
                {isFine || !hasWebGL() ? null : <span className={classes.finer}>{t('fit.sizes.finer')}</span>}
              </>
            ) : null
          }
          fallback={<Picture src={drapePicture(fitting, size.size, side, heat)} alt={t('fit.sizes.picture', { size: size.size, side: t(`fit.sizes.${side === 'three-quarter' ? 'three_quarter' : side}`) })} eager className={classes.picture} />}
        />
      )}
      {size.stays ? null : <p className={classes.slips}>{t('fit.sizes.slips')}</p>}
      <ZoneTable size={size} />
      <p className="small quiet" title={t('fit.sizes.residualMeaning')}>
        {t('fit.sizes.residual', { value: format.percent(size.solver_residual, 1) })}
      </p>
    </article>
  )
}
