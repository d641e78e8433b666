/** From a picture: laid down with its size for scale, read into a design; what was read of lengths stands beside the picture. */
import { Select } from '@mantine/core'
import { useState } from 'react'
import { asApiError, type PictureRead, type Programs, useReadPicture } from '@/api'
import { Section } from '@/app'
import { DropZone, ONE_PHOTO } from '@/kit/DropZone'
import { ErrorNote } from '@/kit/ErrorNote'
import { useWords } from '@/locale'
import { fieldName } from './fieldWords'
import classes from './Design.module.css'

/** What was read since the page was opened, by design; the server keeps no picture. */
const seen = new Map<string, { given: string; read: PictureRead }>()

export interface FromPictureProps {
  of: string
  programs: Programs
  /** Keeps what is not kept yet, and gives the design that the picture goes on from, or ''. */
  onBefore: () => Promise<string>
  onRead: (id: string) => void
}

export function FromPicture({ of, programs, onBefore, onRead }: FromPictureProps) {
  const { t } = useWords()
  const reading = useReadPicture()
  const [size, setSize] = useState('')
  const [isBusy, setBusy] = useState(false)
  const sizes = programs.charts.map(({ id, sizes: each }) => ({ group: t(`desk.picture.chart.${id === 'men' ? 'men' : 'women'}`), items: Object.keys(each).map((name) => ({ value: `${id}:${name}`, label: `${name}` })) }))
  const look = async (file: File | undefined) => {
    if (!file) return
    setBusy(true)
    try {
      const parent = await onBefore()
      const [chart = '', name = ''] = size.split(':')
      const read = await reading.mutateAsync({ file, parent, chart, size: name })
      seen.set(read.design.id, { given: await addressOfFile(file), read })
      onRead(read.design.id)
    } catch {
      // The mutation tells it.
    } finally {
      setBusy(false)
    }
  }
  const shown = seen.get(of)
  return (
    <Section title={t('desk.picture.title')}>
      <div className={classes.fromPicture}>
        <p className="small quiet">{t('desk.picture.what')}</p>
        <Select size="sm" label={t('desk.picture.size')} placeholder={t('desk.picture.usual')} clearable searchable value={size || null} data={sizes} onChange={(next) => setSize(next ?? '')} />
        <DropZone label={t('desk.picture.drop')} limits={ONE_PHOTO} compact busy={isBusy} onFiles={([file]) => void look(file)} />
      </div>
      {isBusy ? <p className="small quiet" role="status">{t('desk.picture.looking')}</p> : null}
      {reading.error ? <ErrorNote error={asApiError(reading.error)} compact /> : null}
      {shown ? <Read given={shown.given} read={shown.read} /> : null}
    </Section>
  )
}

function Read({ given, read }: { given: string; read: PictureRead }) {
  const { t, format } = useWords()
  const [left = 0, top = 0, right = 1, bottom = 1] = read.box
  const percent = (share: number) => `${100 * share}%`
  return (
    <div className={classes.resembled}>
      <figure>
        <div className={classes.looked}>
          <img src={given} alt={t('desk.picture.given')} />
          <span aria-hidden style={{ left: percent(left), top: percent(top), width: percent(right - left), height: percent(bottom - top) }} />
        </div>
        <figcaption className="small quiet">{t('desk.picture.notKept')}</figcaption>
      </figure>
      <dl className={classes.lengths}>
        {read.lengths.map(({ name, value, low, high }) => (
          <div key={name}>
            <dt className="label">{name === 'sleeve_cm' ? t('desk.picture.sleeve') : fieldName(name, t)}</dt>
            <dd className="numbers">
              {format.number(value, 1)} {t('fit.units.cm')}
            </dd>
            <dd className="small quiet">{t('desk.picture.between', { low: format.number(low, 0), high: format.number(high, 0) })}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

function addressOfFile(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(reader.error ?? new Error('unreadable'))
    reader.readAsDataURL(file)
  })
}
