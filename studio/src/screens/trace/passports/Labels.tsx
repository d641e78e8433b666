/** A garment's labels on sheets of A4 to print: which paper, and how much of its first sheet is used up. */
import { Button, NumberInput, Select } from '@mantine/core'
import { useState } from 'react'
import { labelSheetsOf } from '@/api'
import { DownloadIcon } from '@/kit/Icon'
import { useWords } from '@/locale'
import classes from './Passports.module.css'

/** Labels of one sheet, by their size in millimetres. */
const PAPERS = { '70x37': 24, '63.5x38.1': 21, '105x57': 10, '48.5x25.4': 44 } as const
type Paper = keyof typeof PAPERS

export function Labels({ garment }: { garment: string }) {
  const { t } = useWords()
  const [paper, setPaper] = useState<Paper>('70x37')
  const [skip, setSkip] = useState<number | string>(0)
  const most = PAPERS[paper] - 1
  return (
    <div className={classes.tools}>
      <Select label={t('trace.passport.paper')} allowDeselect={false} value={paper} data={Object.keys(PAPERS).map((size) => ({ value: size, label: `${size.replace('x', ' × ')} mm` }))} onChange={(value) => setPaper((value ?? '70x37') as Paper)} w={160} />
      <NumberInput label={t('trace.passport.usedUp')} value={skip} onChange={setSkip} min={0} max={most} clampBehavior="strict" allowDecimal={false} w={140} />
      <Button component="a" variant="default" href={labelSheetsOf(garment, paper, Math.min(Number(skip) || 0, most))} download leftSection={<DownloadIcon size={16} aria-hidden />}>
        {t('trace.passport.labels')}
      </Button>
    </div>
  )
}
