/** One garment beside the list: its picture, what is known, what a model said, and the way to its page. */
import { Button } from '@mantine/core'
import { Link } from 'react-router'
import { asApiError, photoAt, useEdit, useGarment } from '@/api'
import { inWords, said } from '@/house'
import { ErrorNote } from '@/kit/ErrorNote'
import { CheckIcon } from '@/kit/Icon'
import { HowBadge } from '@/kit/HowBadge'
import { Picture } from '@/kit/Picture'
import { SidePanel } from '@/kit/SidePanel'
import { PageSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import { ownFacts } from '@/screens/garment/spoken'
import { useTellOfEdit } from './Bulk'
import { addressOfGarment } from './Cell'
import classes from './Garments.module.css'

const FACTS = ['category', 'brand', 'department', 'season', 'source', 'split'] as const

export function Detail({ id, onClose }: { id: string; onClose: () => void }) {
  const { t, format, language } = useWords()
  const garment = useGarment(id)
  const edit = useEdit()
  const tellOf = useTellOfEdit()
  const shown = garment.data?.data
  const accept = () =>
    edit.mutate({ verb: 'accept', choose: { ids: [id] } }, { onSuccess: (edited) => tellOf(edited, 'accept') })
  return (
    <SidePanel
      title={shown ? said(shown, 'name', language) : t('kit.loading')}
      eyebrow={inWords('category', shown?.category ?? '', t) || t('shell.rooms.garments')}
      onClose={onClose}
      foot={
        <div className={classes.foot}>
          <Button component={Link} to={addressOfGarment(id)}>
            {t('garments.openPage')}
          </Button>
          {shown?.tag && shown.state !== 'confirmed' ? (
            <Button variant="default" loading={edit.isPending} leftSection={<CheckIcon size={16} aria-hidden />} onClick={accept}>
              {t('garments.confirm', { label: inWords('category', shown.tag.label, t) })}
            </Button>
          ) : null}
        </div>
      }
    >
      <div className={classes.detail}>
        {garment.error ? <ErrorNote error={asApiError(garment.error)} onRetry={() => void garment.refetch()} /> : null}
        {shown ? (
          <>
            <Picture
              src={shown.photo_url ? photoAt(shown.photo_url, 380) : null}
              alt={said(shown, 'name', language)}
              eager
              {...(shown.photo_width && shown.photo_height ? { ratio: shown.photo_width / shown.photo_height } : {})}
            />
            <dl className={classes.facts}>
              {shown.tag ? (
                <>
                  <dt className="label">{t('garments.by.state')}</dt>
                  <dd>
                    {t('kit.said', { label: inWords('category', shown.tag.label, t), share: format.percent(shown.tag.confidence, 0) })}{' '}
                    <HowBadge how="predicted" />
                    <br />
                    <span className="quiet small">{t(`kit.stateOf.${shown.state}`, { label: inWords('category', shown.tag.label, t) })}</span>
                  </dd>
                </>
              ) : null}
              {FACTS.map((name) =>
                shown[name] ? (
                  <Fact key={name} name={t(`garments.by.${name}`)} value={inWords(name, shown[name], t)} />
                ) : null,
              )}
              {ownFacts(shown, language, t).map(({ id: own, name, value }) => (
                <Fact key={`attribute ${own}`} name={name} value={value} />
              ))}
              <Fact name={t('garment.id')} value={shown.id} />
              <Fact name={t('garment.changed')} value={format.dateTime(shown.updated_at)} />
            </dl>
          </>
        ) : garment.isPending ? (
          <PageSkeleton />
        ) : null}
      </div>
    </SidePanel>
  )
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt className="label" dir="auto">
        {name}
      </dt>
      <dd dir="auto">{value}</dd>
    </>
  )
}
