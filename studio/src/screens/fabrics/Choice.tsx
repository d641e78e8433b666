/** Which of two one would rather weave: a few answers rank a whole front. */
import { Button } from '@mantine/core'
import { type FabricGiven, type FabricMember, useChooseFabric, useFabricTaste } from '@/api'
import { Loaded, Section } from '@/app'
import { HowBadge } from '@/kit/HowBadge'
import { PageSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import { Drawing } from './Drawing'
import { designWords } from './Front'
import { ofWords, worth } from './numbers'
import classes from './Fabrics.module.css'

const BEST = 5

export function Choice({ id, objectives, units }: { id: string; objectives: readonly string[]; units: Record<string, string> }) {
  const { t } = useWords()
  const taste = useFabricTaste(id)
  const choose = useChooseFabric(id)
  return (
    <Section title={t('fabric.choice.title')}>
      <Loaded query={taste} skeleton={<PageSkeleton />}>
        {({ pair, best, choices, valued }) => (
          <>
            <p className="quiet small">{t('fabric.choice.what')}</p>
            <div className={classes.pair}>
              {pair.map((member, at) => (
                <section key={member.number} aria-label={t('fabric.search.member', { number: member.number + 1 })}>
                  <One member={member} objectives={objectives} units={units} />
                  <Button variant="default" fullWidth loading={choose.isPending} aria-label={t('fabric.choice.thisOf', { number: member.number + 1 })} onClick={() => choose.mutate({ chosen: member.number, over: pair[1 - at]!.number })}>
                    {t('fabric.choice.this')}
                  </Button>
                </section>
              ))}
            </div>
            {choices > 0 ? (
              <div aria-live="polite">
                <h3 className="label">{t('fabric.choice.best', { count: choices })}</h3>
                <ol>
                  {best.slice(0, BEST).map((member) => (
                    <li key={member.number}>{designWords(member.design, t)}</li>
                  ))}
                </ol>
                <p className="small quiet">
                  <HowBadge how="estimated" /> {t('fabric.choice.valued', { most: mostValued(valued).map((of) => ofWords(of, t)).join(', ') })}
                </p>
              </div>
            ) : null}
          </>
        )}
      </Loaded>
    </Section>
  )
}

function One({ member, objectives, units }: { member: FabricMember; objectives: readonly string[]; units: Record<string, string> }) {
  const { t, format } = useWords()
  return (
    <>
      <Drawing plain given={member.spec as FabricGiven} name={t('fabric.search.member', { number: member.number + 1 })} sheet={undefined} />
      <p>{designWords(member.design, t)}</p>
      <dl className={classes.keys}>
        {objectives.map((of) => (
          <div key={of}>
            <dt>{ofWords(of, t)}</dt>
            <dd className="numbers">
              {format.number(worth(member.values[of]!.value))} {units[of]}
            </dd>
          </div>
        ))}
      </dl>
    </>
  )
}

/** The two objectives that decided most so far. */
function mostValued(valued: Record<string, number>): string[] {
  return Object.entries(valued)
    .sort(([, one], [, other]) => Math.abs(other) - Math.abs(one))
    .slice(0, 2)
    .map(([of]) => of)
}
