/** The canvas of a chart: drawn, redrawn when its room or its theme changes, walked by arrow keys, kept as a PNG. */
import type { EChartsType } from 'echarts/core'
import { type KeyboardEvent, type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react'
import { useReducedMotion } from '@mantine/hooks'
import { useWords } from '@/locale'
import { usePalette } from '@/look/usePalette'
import type { ChartData, Pick } from './data'
import { init } from './echarts'
import { type Look, optionOf } from './options'
import { pickOf, reading, walk } from './walk'
import classes from './Chart.module.css'

export interface PlotHandle {
  png: () => Promise<Blob>
}

export interface PlotProps {
  ref?: Ref<PlotHandle>
  data: ChartData
  label: string
  height: number
  onPick?: ((pick: Pick) => void) | undefined
}

export default function Plot({ ref, data, label, height, onPick }: PlotProps) {
  const { t, format } = useWords()
  const palette = usePalette()
  const still = useReducedMotion() ?? false
  const box = useRef<HTMLDivElement>(null)
  const chart = useRef<EChartsType>(null)
  const [width, setWidth] = useState(0)
  const [at, setAt] = useState<{ series: number; index: number } | null>(null)
  const pick = useRef(onPick)
  useEffect(() => {
    pick.current = onPick
  })

  useEffect(() => {
    const element = box.current!
    const made = init(element, null, { renderer: 'canvas' })
    chart.current = made
    // ECharts measures once; a rail that narrows or a panel that opens would leave it at its old width.
    const watch = new ResizeObserver(([entry]) => {
      const wide = Math.round(entry?.contentRect.width ?? 0)
      if (wide === 0) return
      made.resize()
      setWidth(wide)
    })
    watch.observe(element)
    return () => {
      watch.disconnect()
      made.dispose()
      chart.current = null
    }
  }, [])

  useEffect(() => {
    if (width === 0) return
    const look: Look = { palette, format, still, width, height }
    chart.current?.setOption(optionOf(data, look, t), { notMerge: true })
  }, [data, palette, format, still, width, height, t])

  useEffect(() => {
    const made = chart.current
    if (!made) return
    const onClick = (given: { seriesIndex?: number; dataIndex?: number }) => {
      const found = pickOf(data, given.seriesIndex ?? 0, given.dataIndex ?? 0)
      if (found) pick.current?.(found)
    }
    made.on('click', onClick)
    return () => {
      made.off('click', onClick)
    }
  }, [data])

  useImperativeHandle(ref, () => ({
    png: async () => {
      const address = chart.current!.getDataURL({ type: 'png', pixelRatio: 2, backgroundColor: palette.surface })
      const bytes = Uint8Array.from(atob(address.slice(address.indexOf(',') + 1)), (letter) => letter.charCodeAt(0))
      return new Blob([bytes], { type: 'image/png' })
    },
  }))

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && at) {
      const found = pickOf(data, at.series, at.index)
      if (found) onPick?.(found)
      return
    }
    const next = walk(data, at, event.key)
    if (!next) return
    event.preventDefault()
    setAt(next)
    chart.current?.dispatchAction({ type: 'showTip', seriesIndex: next.series, dataIndex: next.index })
  }
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the values are walked with the arrow keys
    <div
      className={classes.plotBox}
      role="application"
      aria-roledescription={t('kit.chart.role')}
      aria-label={`${label}. ${t('kit.chart.walk')}`}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the values can be walked with the arrow keys
      tabIndex={0}
      onKeyDown={onKeyDown}
      onBlur={() => {
        setAt(null)
        chart.current?.dispatchAction({ type: 'hideTip' })
      }}
      data-picks={onPick !== undefined}
    >
      <div ref={box} className={classes.plot} style={{ height }} aria-hidden />
      <span className="unseen" aria-live="polite">
        {at ? reading(data, at, format, t) : ''}
      </span>
    </div>
  )
}
