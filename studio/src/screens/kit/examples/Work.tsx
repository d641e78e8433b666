/** JobStitch, DropZone, ErrorNote, EmptyState in every state. */
import { useState } from 'react'
import { DropZone, ONE_PHOTO } from '@/kit/DropZone'
import { EmptyState } from '@/kit/EmptyState'
import { ErrorNote } from '@/kit/ErrorNote'
import { JobStitch } from '@/kit/JobStitch'
import classes from '../Kit.module.css'

const failure = {
  code: 'MOD-1204',
  title: 'The file is too large',
  detail: 'coat-back.tiff has 31,204,118 bytes; the most is 20,000,000',
  remedy: 'Save it smaller, or as JPEG, and upload it again.',
  flaws: [{ where: 'coat-back.tiff', message: 'too large' }],
}

export function Jobs() {
  const nothing = () => {}
  return (
    <div className={classes.jobs}>
      <JobStitch title="Train: fashion-mnist" state="running" done={412} total={938} unit="steps" step="Epoch 3 of 8" rate={41.2} secondsLeft={13} onCancel={nothing} />
      <JobStitch title="Import: photos/" state="running" step="Reading the folder" onCancel={nothing} />
      <JobStitch title="Evaluate: clothing" state="running" done={9000} total={10000} waiting onCancel={nothing} />
      <JobStitch title="Explain: clothing" state="queued" onCancel={nothing} />
      <JobStitch title="Tune: clothing" state="cancelling" done={3} total={20} />
      <JobStitch title="Train: clothing" state="done" seconds={734} result={{ label: 'See version 4', href: '/kit' }} />
      <JobStitch title="Import: photos/" state="failed" done={120} total={400} seconds={12} error={failure} onResume={nothing} />
      <JobStitch title="Compress: clothing" state="cancelled" done={1} total={3} seconds={44} onResume={nothing} />
      <JobStitch compact title="Train: fashion-mnist, compact" state="running" done={412} total={938} rate={41.2} secondsLeft={13} onCancel={nothing} />
    </div>
  )
}

export function Drops() {
  const [files, setFiles] = useState<string[]>([])
  return (
    <div className={classes.stack}>
      <DropZone label="Photos of this garment" onFiles={(taken) => setFiles(taken.map(({ name }) => name))} />
      <p className="small quiet">{files.length > 0 ? `Taken: ${files.join(', ')}` : 'Try a text file, to see it refused by name.'}</p>
      <DropZone compact label="One photo" limits={ONE_PHOTO} onFiles={() => {}} />
      <DropZone compact busy label="Photos" onFiles={() => {}} />
    </div>
  )
}

export function Errors() {
  return (
    <div className={classes.two}>
      <ErrorNote error={failure} onRetry={() => {}} />
      <ErrorNote error={{ code: 'MOD-AWAY', title: '', detail: '', remedy: '' }} onRetry={() => {}} />
      <ErrorNote compact error={failure} />
    </div>
  )
}

export function Empties() {
  return (
    <div className={classes.two}>
      <EmptyState eyebrow="Make" title="No pattern yet" as="h3" steps={['Upload a DXF of the block, or draw one from measures.', 'Choose the sizes to grade to.']} action={{ label: 'Draw from measures', onClick: () => {} }} secondary={{ label: 'Upload DXF', onClick: () => {} }}>
        <p>The pattern is what is cut. With it the studio drapes the garment in 3D and knows its ease on every body.</p>
      </EmptyState>
      <EmptyState title="Nothing found" as="h3">
        <p>No garment’s name holds these words.</p>
      </EmptyState>
    </div>
  )
}
