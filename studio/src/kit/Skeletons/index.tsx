/** Place-holders of the true shape: what will come stands where it will stand, so that nothing jumps. */
import { useWords } from '@/locale'
import classes from './Skeletons.module.css'

function Bone({ width = '100%', height = 12, ratio }: { width?: string; height?: number; ratio?: number }) {
  return <span className={classes.bone} style={ratio ? { width, aspectRatio: String(ratio) } : { width, height }} />
}

/** Wraps bones: heard as one "loading", not as many nothings. */
function Waiting({ children, className }: { children: React.ReactNode; className?: string | undefined }) {
  const { t } = useWords()
  return (
    <div className={className} role="status">
      <span className="unseen">{t('kit.loading')}</span>
      {children}
    </div>
  )
}

/** A grid of garment cards. */
export function CardsSkeleton({ count = 12, ratio = 1 }: { count?: number; ratio?: number }) {
  return (
    <Waiting className={classes.cards}>
      {Array.from({ length: count }, (_, index) => (
        <span key={index} className={classes.card} aria-hidden>
          <Bone ratio={ratio} />
          <Bone width="70%" />
          <Bone width="40%" height={10} />
        </span>
      ))}
    </Waiting>
  )
}

/** A row of figures. */
export function FiguresSkeleton({ count = 4 }: { count?: number }) {
  return (
    <Waiting className={classes.figures}>
      {Array.from({ length: count }, (_, index) => (
        <span key={index} className={classes.card} aria-hidden>
          <Bone width="50%" height={10} />
          <Bone width="75%" height={36} />
          <Bone width="60%" height={10} />
        </span>
      ))}
    </Waiting>
  )
}

export function ChartSkeleton({ height = 280 }: { height?: number }) {
  return (
    <Waiting className={classes.chart}>
      <span style={{ height }} aria-hidden>
        <svg width="100%" height="100%" preserveAspectRatio="none" viewBox="0 0 100 40" className={classes.plot}>
          <path d="M0 0v40h100" />
          <path d="M2 34C20 30 28 12 44 14s30-8 54-9" strokeDasharray="2 2" />
        </svg>
      </span>
    </Waiting>
  )
}

export function TableSkeleton({ rows = 8, columns = 4 }: { rows?: number; columns?: number }) {
  return (
    <Waiting className={classes.table}>
      {Array.from({ length: rows }, (_, row) => (
        <span key={row} className={classes.row} style={{ gridTemplateColumns: `2fr repeat(${columns - 1}, 1fr)` }} aria-hidden>
          {Array.from({ length: columns }, (_, column) => (
            <Bone key={column} width={column === 0 ? '70%' : '50%'} />
          ))}
        </span>
      ))}
    </Waiting>
  )
}

/** A whole page on its way: title, then content. */
export function PageSkeleton() {
  return (
    <Waiting className={classes.page}>
      <Bone width="min(320px, 60%)" height={36} />
      <Bone width="min(520px, 80%)" height={14} />
      <span className={classes.gap} />
      <Bone height={220} />
    </Waiting>
  )
}
