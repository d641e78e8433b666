/** Photos become garments: dropped, picked, or a whole folder whose folders' names are the categories. */
import { Autocomplete, Button, Modal } from '@mantine/core'
import { type DragEvent, useRef, useState } from 'react'
import { DropZone, PHOTOS, sorted } from '@/kit/DropZone'
import { JobStitch } from '@/kit/JobStitch'
import { useWords } from '@/locale'
import { type Found, foundIn, picked } from './folder'
import { useAdding } from './useAdding'
import classes from './Garments.module.css'

const LIMITS = { ...PHOTOS, mostFiles: 5_000 }

export function Add({ opened, categories, onClose }: { opened: boolean; categories: readonly string[]; onClose: () => void }) {
  const { t } = useWords()
  return (
    <Modal opened={opened} onClose={onClose} size="lg" title={t('garments.add.title')} closeButtonProps={{ 'aria-label': t('kit.close') }}>
      <Adding categories={categories} />
    </Modal>
  )
}

export function Adding({ categories }: { categories: readonly string[] }) {
  const { t, format } = useWords()
  const { adding, add, cancel } = useAdding()
  const [category, setCategory] = useState('')
  const folder = useRef<HTMLInputElement>(null)
  const isBusy = adding.state === 'running'
  const take = (found: readonly Found[]) => {
    const { taken } = sorted(found.map(({ file }) => file), LIMITS)
    const wanted = found.filter(({ file }) => taken.includes(file))
    if (wanted.length > 0) void add(wanted, category.trim())
  }
  const onDrop = (event: DragEvent) => {
    // A folder is a thing that the zone cannot open; everything else it judges by itself.
    const hasFolder = [...event.dataTransfer.items].some((item) => item.webkitGetAsEntry?.()?.isDirectory)
    if (!hasFolder || isBusy) return
    event.preventDefault()
    event.stopPropagation()
    void foundIn(event.dataTransfer).then(take)
  }
  return (
    <div className={classes.adding} onDropCapture={onDrop}>
      <Autocomplete
        label={t('garments.add.category')}
        description={t('garments.add.categoryHint')}
        data={[...categories]}
        value={category}
        onChange={setCategory}
        maxLength={120}
      />
      <DropZone
        label={t('garments.add.drop')}
        hint={t('garments.add.hint')}
        limits={LIMITS}
        busy={isBusy}
        onFiles={(files) => take(files.map((file) => ({ file, folder: '' })))}
      />
      <div>
        <Button variant="default" disabled={isBusy} onClick={() => folder.current?.click()}>
          {t('garments.add.folder')}
        </Button>
        <input
          ref={(element) => {
            folder.current = element
            element?.setAttribute('webkitdirectory', '')
          }}
          type="file"
          hidden
          multiple
          aria-label={t('garments.add.folder')}
          onChange={(event) => {
            take(picked(event.currentTarget.files ?? []))
            event.currentTarget.value = ''
          }}
        />
      </div>
      {adding.state !== 'idle' ? (
        <JobStitch
          title={t('garments.add.job')}
          state={adding.state}
          done={adding.done}
          total={adding.total}
          step={t('garments.add.added', { count: adding.added, number: format.number(adding.added) })}
          {...(isBusy ? { onCancel: cancel } : {})}
        />
      ) : null}
      {adding.state === 'done' || adding.state === 'cancelled' ? (
        <p role="status">{t('garments.add.added', { count: adding.added, number: format.number(adding.added) })}</p>
      ) : null}
      {adding.refused.length > 0 ? (
        <ul className={classes.refused}>
          {adding.refused.slice(0, 20).map(({ name, error }, index) => (
            <li key={index}>
              <bdi>{name}</bdi> <span className="quiet">{`${error.detail || error.title} (${error.code})`}</span>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}
