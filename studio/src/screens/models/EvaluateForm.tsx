/** On which data to judge a model; what it is judged on at home is filled in. */
import { Button, Popover, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { Model } from '@/api'
import { useWords } from '@/locale'
import classes from './Models.module.css'

export function EvaluateForm({ model, busy, onStart }: { model: Model; busy: boolean; onStart: (data: string) => void }) {
  const { t } = useWords()
  const [opened, setOpened] = useState(false)
  const [data, setData] = useState(isFashionMnist(model) ? 'fashion-mnist:test' : '')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (data.trim() === '') return
    setOpened(false)
    onStart(data.trim())
  }
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={340} trapFocus shadow="md">
      <Popover.Target>
        <Button variant="default" loading={busy} onClick={() => setOpened(!opened)}>
          {t('models.evaluate')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form className={classes.form} onSubmit={submit}>
          <TextInput
            label={t('models.train.data')}
            description={t('models.evaluateHint')}
            value={data}
            onChange={(event) => setData(event.currentTarget.value)}
            data-autofocus
            required
          />
          <Button type="submit">{t('models.evaluateStart')}</Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}

function isFashionMnist({ card }: Model): boolean {
  return /fashion.?mnist/i.test(`${card?.data} ${card?.recipe}`)
}
