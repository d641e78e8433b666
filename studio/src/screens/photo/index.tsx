/** On your photo: a garment in one or two of its sizes on the person in a photo, which nobody keeps. */
import { Select, SegmentedControl } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { asApiError, type MeasureList, type Programs, useCut, useGarment, useMeasures, usePrograms } from '@/api'
import { Loaded, Page, useAddress } from '@/app'
import { said } from '@/house'
import { ErrorNote } from '@/kit/ErrorNote'
import { HowBadge } from '@/kit/HowBadge'
import { PageSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import { CutLine, GarmentSearch, Uncut, UNCUT } from '@/screens/fit/GarmentChoice'
import { Measures } from '@/screens/fit/Measures'
import { fitTabs } from '@/screens/fit/tabs'
import { useWearer } from '@/screens/fit/wearer'
import { chartsFor } from '@/screens/fit/wish'
import { named } from '@/screens/fit/words'
import { Consent } from './Consent'
import { type Painted, Painting } from './Painting'
import { Row } from './Row'
import { type Shown, ShownChoice } from './ShownChoice'
import { pairOf, SizePair } from './SizePair'
import { useDressing } from './useDressing'
import classes from './Photo.module.css'

export default function OnPhoto() {
  const { t } = useWords()
  const measures = useMeasures()
  const programs = usePrograms()
  return (
    <Page title={t('onPhoto.title')} lead={t('onPhoto.lead')} tabs={fitTabs(t)}>
      <Loaded query={measures} skeleton={<PageSkeleton />}>
        {(known) => (
          <Loaded query={programs} skeleton={<PageSkeleton />}>
            {(drafted) => <Room measures={known} programs={drafted} />}
          </Loaded>
        )}
      </Loaded>
    </Page>
  )
}

function Room({ measures: { items }, programs }: { measures: MeasureList; programs: Programs }) {
  const { t, language } = useWords()
  const { query, change } = useAddress()
  const id = query.get('garment') ?? ''
  const isProgram = programs.programs.some((program) => program.id === id)
  const [from, setFrom] = useState<'shop' | 'program' | 'picture'>(isProgram ? 'program' : 'shop')
  const [shown, setShown] = useState<Shown | null>(null)
  const address = useRef<string | null>(null)
  useEffect(() => () => (address.current ? URL.revokeObjectURL(address.current) : undefined), [])
  const show = (next: Shown | null) => {
    if (address.current && address.current !== next?.address) URL.revokeObjectURL(address.current)
    address.current = next?.address ?? null
    setShown(next)
  }
  const [painted, setPainted] = useState<Painted>({ backEnd: '', isNonCommercial: false })
  const ofShop = isProgram || from === 'picture' ? '' : id
  const garment = useGarment(ofShop).data?.data
  const cut = useCut(ofShop || null)
  const wearer = useWearer(items)
  const dressing = useDressing()

  const own = cut.data?.chart ?? programs.programs.find((program) => program.id === id)?.chart ?? ''
  const chart = chartsFor(programs.charts, wearer.people, own)[0]
  const sized = cut.data && Object.keys(cut.data.sizes ?? {}).length > 0 ? cut.data.size_names : null
  const isShown = from === 'picture'
  const sizes = (isShown ? shown === null : id === '') ? [] : (sized ?? Object.keys(chart?.sizes ?? {}))
  const [size, beside] = pairOf(sizes, chart?.base ?? '', query.get('size'), query.get('beside'))
  const name = isShown ? t('onPhoto.shown.name') : isProgram ? named('program', id, t) : garment ? said(garment, 'name', language) : id
  // A garment without a cut may still be read from its picture: the server says so, or why not.
  const isUncut = cut.error !== null && asApiError(cut.error).code === UNCUT
  const hasGarment = isShown ? shown !== null : isProgram || cut.data !== undefined || isUncut
  const wish = {
    garment: isShown ? '' : id,
    chart: chart?.id ?? '',
    measures: wearer.measures,
    ...(isShown && shown ? { shown } : {}),
    ...(painted.backEnd ? { painting: painted } : {}),
  }
  const wear = () => void dressing.wear(beside ? [size, beside] : [size], name, wish)
  const take = (next: string) => change({ garment: next, size: null, beside: null })
  return (
    <div className={classes.room}>
      <div className={classes.form}>
        <Row dressing={dressing} />
        <p className="small quiet">
          <HowBadge how="synthetic" /> {t('onPhoto.synthetic')}
        </p>
      </div>
      <div className={classes.form}>
        <SegmentedControl
          fullWidth
          aria-label={t('fit.garment.what')}
          value={from}
          onChange={(value) => setFrom(value as typeof from)}
          data={[
            { value: 'shop', label: t('fit.garment.shop') },
            { value: 'program', label: t('fit.garment.program') },
            { value: 'picture', label: t('onPhoto.shown.from') },
          ]}
        />
        {isShown ? (
          <ShownChoice sizes={chart} shown={shown} onChange={show} />
        ) : from === 'shop' ? (
          <GarmentSearch id={ofShop} onTake={take} />
        ) : (
          <Select
            label={t('fit.garment.which')}
            allowDeselect={false}
            value={isProgram ? id : null}
            data={programs.programs.map((program) => ({ value: program.id, label: named('program', program.id, t) }))}
            onChange={(next) => (next ? take(next) : undefined)}
          />
        )}
        {cut.error ? isUncut ? <Uncut error={cut.error} id={id} /> : <ErrorNote error={asApiError(cut.error)} compact /> : null}
        {cut.data ? <CutLine cut={cut.data} /> : null}
        {sizes.length > 0 ? <SizePair sizes={sizes} size={size} beside={beside} onChange={(one, other) => change({ size: one, beside: other || 'none' })} /> : null}
        <Painting painted={painted} onChange={setPainted} />
        <Consent label={t('onPhoto.consent')} hasPhoto={dressing.photo !== null} hasGarment={hasGarment} hasTried={dressing.runs.length > 0} isAtWork={dressing.isAtWork} onWear={wear} />
        <h2 className="heading">{t('onPhoto.measures')}</h2>
        <Measures measures={items} wearer={wearer} body={undefined} onLook={() => undefined} />
      </div>
    </div>
  )
}
