/** GarmentCard, Evidence, Compare in every state. */
import { useState } from 'react'
import { Compare } from '@/kit/Compare'
import { Evidence } from '@/kit/Evidence'
import { GarmentCard } from '@/kit/GarmentCard'
import { Picture } from '@/kit/Picture'
import { CardsSkeleton } from '@/kit/Skeletons'
import { flat } from './pictures'
import classes from '../Kit.module.css'

export function Cards() {
  const [selected, setSelected] = useState(true)
  return (
    <div className={classes.stack}>
      <div className={classes.cards}>
        <GarmentCard name="Duffle coat" href="/kit" line="Coat · AW26" photo={flat('coat', '#7a6a58')} secondPhoto={flat('coat', '#7a6a58', true)} ratio={0.77} selected={selected} onSelect={setSelected} />
        <GarmentCard name="Bias slip dress" href="/kit" line="Dress · SS27" photo={flat('dress', '#6d7f8b')} ratio={0.77} states={[{ tone: 'good', label: 'In production' }, { tone: 'warn', label: 'Tags to review' }]} onSelect={() => {}} />
        <GarmentCard name="海岛棉衬衫，经典领，长袖，加长款，限量发行" href="/kit" line="衬衫" photo={flat('shirt', '#9a9a94')} ratio={0.77} states={[{ tone: 'bad', label: '断货' }]} />
        <GarmentCard name="بنطال واسع من الكتان" href="/kit" line="سروال" photo={flat('trouser', '#a08f7a')} ratio={0.77} />
        <GarmentCard name="<b>Bag</b> & “quotes”" href="/kit" line="No photo yet" photo={null} ratio={0.77} />
        <GarmentCard name="Pneumonoultramicroscopicsilicovolcanoconiosis-proof jacket" href="/kit" line="A broken photo" photo="data:image/png;base64,AAAA" ratio={0.77} />
      </div>
      <p className="label">Loading</p>
      <CardsSkeleton count={6} ratio={0.77} />
    </div>
  )
}

const ROWS = 14
const heat = {
  rows: ROWS,
  columns: ROWS,
  values: Array.from({ length: ROWS * ROWS }, (_, at) => {
    const [x, y] = [(at % ROWS) / ROWS - 0.5, Math.floor(at / ROWS) / ROWS - 0.3]
    return Math.exp(-(x * x * 18 + y * y * 26))
  }),
}

export function Evidences() {
  return (
    <div className={classes.three}>
      <Evidence src={flat('shirt', '#8f9aa3')} alt="A shirt" heat={heat} ratio={0.77} method="Grad-CAM" claim={{ label: 'Shirt', confidence: 0.873 }} score={{ label: 'Deletion AUC', value: 0.21, interval: [0.18, 0.25] }} />
      <Evidence src={flat('boot', '#6b5a4c')} alt="A boot" heat={heat} ratio={0.77} method="Occlusion" claim={{ label: 'Ankle boot', confidence: 0.991 }} />
      <Evidence src={flat('bag', '#7c7466')} alt="A bag" heat={null} ratio={0.77} method="Integrated gradients" claim={{ label: 'Bag', confidence: 0.42 }} />
    </div>
  )
}

export function Compares() {
  const rows = [
    { label: 'Accuracy', left: 0.912, right: 0.918, style: 'percent', better: 'higher', how: 'measured' },
    { label: 'Size', left: 1_240_000, right: 410_000, style: 'bytes', better: 'lower', how: 'measured' },
    { label: 'Latency', left: 1.9, right: 0.8, unit: 'ms', better: 'lower', how: 'measured' },
    { label: 'Recipe', left: 'fashion-mnist', right: 'fashion-mnist' },
    { label: 'Calibration', left: null, right: 0.011, digits: 3, better: 'lower' },
  ] as const
  return (
    <div className={classes.two}>
      <Compare left={{ title: 'Version 3', line: 'in production', content: <Picture src={flat('coat', '#7a6a58')} alt="" ratio={1.2} fit="fill" /> }} right={{ title: 'Version 4', line: 'candidate', content: <Picture src={flat('coat', '#58677a')} alt="" ratio={1.2} fit="fill" /> }} rows={rows} />
      <Compare left={{ title: 'Left' }} right={{ title: 'Right' }} rows={[{ label: 'Fabric', left: 'Twill', right: 'Twill' }]} onlyDifferences />
    </div>
  )
}
