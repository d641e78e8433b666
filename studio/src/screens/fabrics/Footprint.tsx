/** What a cloth costs the environment, stage by stage with its range, and what its label says. */
import { Select } from '@mantine/core'
import { useState } from 'react'
import { asApiError, type FabricFootprint, type FabricGiven, useFabricFootprint } from '@/api'
import { Section } from '@/app'
import { Chart } from '@/kit/Chart'
import { ErrorNote } from '@/kit/ErrorNote'
import { Figure } from '@/kit/Figure'
import { FiguresSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import { worth } from './numbers'
import classes from './Fabrics.module.css'

const COUNTRIES = ['CN', 'IN', 'BD', 'VN', 'TR', 'IT', 'FR'] as const
const LANGUAGES = ['en', 'zh', 'de', 'fr', 'it', 'es'] as const
/** The language in its own words. */
const OWN = { en: 'English', zh: '简体中文', de: 'Deutsch', fr: 'Français', it: 'Italiano', es: 'Español' } as const

export function Footprint({ given }: { given: FabricGiven }) {
  const { t } = useWords()
  const [country, setCountry] = useState('')
  const footprint = useFabricFootprint(given, country)
  return (
    <>
      <Section
        title={t('fabric.footprint.title')}
        actions={
          <Select
            size="xs"
            aria-label={t('fabric.footprint.country')}
            allowDeselect={false}
            value={country}
            data={[{ value: '', label: t('fabric.footprint.anywhere') }, ...COUNTRIES.map((each) => ({ value: each, label: t(`fabric.country.${each}`) }))]}
            onChange={(next) => setCountry(next ?? '')}
          />
        }
      >
        {footprint.error ? <ErrorNote error={asApiError(footprint.error)} compact /> : footprint.data ? <Costs of={footprint.data} /> : <FiguresSkeleton count={3} />}
      </Section>
      {footprint.data ? <Labels of={footprint.data} /> : null}
    </>
  )
}

function Costs({ of }: { of: FabricFootprint }) {
  const { t, format } = useWords()
  const between = (span: { low: number; high: number } | null): [number, number] | null => (span ? [worth(span.low), worth(span.high)] : null)
  const range = (span: { low: number; high: number } | null) => (span ? t('fabric.footprint.range', { low: format.number(worth(span.low)), high: format.number(worth(span.high)) }) : '')
  const fibres = (table: Record<string, [number, number]>, unit: string) =>
    Object.entries(table).map(([name, [low, high]]) => (
      <li key={name + unit}>
        {low === high ? t('fabric.footprint.exactly', { name, value: format.number(low), unit }) : t('fabric.footprint.fibre', { name, low: format.number(low), high: format.number(high), unit })}
      </li>
    ))
  return (
    <>
      <div className={classes.figures}>
        <Figure size="small" label={t('fabric.footprint.perM2')} value={of.ecs_upt_per_m2 ? worth(of.ecs_upt_per_m2.value) : null} unit="µPt/m²" how="predicted" source={range(of.ecs_upt_per_m2)} />
        <Figure size="small" label={t('fabric.footprint.perKg')} value={of.ecs_upt_per_kg ? worth(of.ecs_upt_per_kg.value) : null} unit="µPt/kg" how="predicted" source={range(of.ecs_upt_per_kg)} />
      </div>
      {of.missing.length > 0 ? <p className={classes.beyond}>{t('fabric.footprint.missing', { fibres: format.list(of.missing) })}</p> : null}
      <Chart
        title={t('fabric.footprint.stages')}
        note={t('fabric.footprint.stagesNote')}
        how="predicted"
        source={of.sources.ecs ?? ''}
        data={{
          kind: 'bar',
          categories: of.stages.map(({ name }) => t(`fabric.stage.${name as 'fibre'}`)),
          axis: { label: t('fabric.footprint.cost'), unit: 'µPt/kg' },
          series: [{ name: t('fabric.footprint.cost'), values: of.stages.map(({ ecs_upt }) => worth(ecs_upt.value)), intervals: of.stages.map(({ ecs_upt }) => between(ecs_upt)) }],
        }}
      />
      <ul className="small quiet">
        {fibres(of.climate_kg_co2e_per_kg_fibre, t('fabric.footprint.climate'))}
        {fibres(of.water_m3_per_kg_fibre, t('fabric.footprint.water'))}
        <li>
          {t('fabric.footprint.apart')} {t('fabric.doi', { doi: of.sources['climate and water'] ?? '' })}
        </li>
      </ul>
    </>
  )
}

function Labels({ of }: { of: FabricFootprint }) {
  const { t } = useWords()
  return (
    <Section title={t('fabric.label.title')}>
      <div className={classes.labels}>
        {LANGUAGES.map((language) => (
          <section key={language} className={classes.care} lang={language === 'zh' ? 'zh-CN' : language} aria-label={OWN[language]}>
            <h3 className="label">{OWN[language]}</h3>
            <p>{of.labels[language]?.composition}</p>
            <p className="small">{of.labels[language]?.care}</p>
          </section>
        ))}
      </div>
      <p className="small quiet">{t('fabric.label.what')}</p>
    </Section>
  )
}
