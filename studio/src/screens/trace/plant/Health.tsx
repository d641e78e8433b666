/** Machines beside their own first days, the worst first: index, course, days until worn, and why. */
import { type Device, type SupplyHealth, useHealth } from '@/api'
import { Loaded, Section } from '@/app'
import { HowBadge } from '@/kit/HowBadge'
import { TableSkeleton } from '@/kit/Skeletons'
import { SmallChart } from '@/kit/SmallChart'
import { useWords } from '@/locale'
import { deviceWords, measured, quantityWords } from '../journey/names'
import classes from './Plant.module.css'

/** Below these an index is worth a look, and bad. */
const FAIR = 0.75
const POOR = 0.35
/** Days behind which a trend tells nothing. */
const YEAR = 365

export function Health({ devices }: { devices: readonly Device[] }) {
  const { t } = useWords()
  const health = useHealth()
  return (
    <Section title={t('trace.plant.health')}>
      <Loaded query={health} skeleton={<TableSkeleton columns={3} rows={4} />}>
        {(found) =>
          found.length === 0 ? (
            <p className="quiet">{t('trace.plant.none')}</p>
          ) : (
            <>
              <p className="quiet small">{t('trace.plant.worn')}</p>
              <ul className={classes.machines}>
                {found.map((each) => (
                  <Machine key={`${each.device} ${each.quantity}`} health={each} devices={devices} />
                ))}
              </ul>
            </>
          )
        }
      </Loaded>
    </Section>
  )
}

function Machine({ health: { device, quantity, unit, index, days_left, daily, why }, devices }: { health: SupplyHealth; devices: readonly Device[] }) {
  const { t, format, language } = useWords()
  const name = deviceWords(device, devices, language)
  const range = [Math.min(...daily), Math.max(...daily)] as const
  const grade = index < POOR ? 'poor' : index < FAIR ? 'fair' : 'good'
  const days = (value: number) => format.number(value, 0)
  const left = !days_left ? t('trace.plant.steady') : days_left[0] > YEAR ? t('trace.plant.longOff') : t('trace.plant.leftOf', { days: days(days_left[0]), low: days(days_left[1]), high: days(days_left[2]) })
  return (
    <li className={classes.machine}>
      <div>
        <h3 className={classes.name}>
          <bdi>{name}</bdi>
        </h3>
        <p className="small">{language === 'zh-CN' ? why.zh : why.en}</p>
        {device.startsWith('sim-') ? <HowBadge how="synthetic" /> : null}
      </div>
      <div>
        <p className={classes.index}>
          <span className="label">{t('trace.plant.index')}</span> <span className="numbers">{format.number(index, 2)}</span>
        </p>
        <div className={classes.bar} data-grade={grade} aria-hidden>
          <span style={{ width: `${100 * index}%` }} />
        </div>
        <p className="small quiet">
          {t('trace.plant.left')}: {left} <HowBadge how="predicted" bare />
        </p>
      </div>
      <div>
        <SmallChart
          label={t('trace.plant.trend', { name: quantityWords(quantity, t), device: name, low: measured(range[0], unit, format), high: measured(range[1], unit, format) })}
          points={daily.map((value) => ({ value, low: null, high: null }))}
          tone="quiet"
        />
        <p className="small quiet">
          {quantityWords(quantity, t)} {t('trace.curve.span', { low: measured(range[0], unit, format), high: measured(range[1], unit, format) })}
        </p>
      </div>
    </li>
  )
}
