/** Lab > Study: what one widely read number was, told with the numbers that were measured. */
import { useStudy } from '@/api'
import { Loaded, Page } from '@/app'
import { EmptyState } from '@/kit/EmptyState'
import { PageSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import { labTabs } from '../lab/tabs'
import { Beside } from './Beside'
import { Claim } from './Claim'
import { ByHeart } from './ByHeart'
import { Runs } from './Runs'
import { Slips } from './Slips'
import { Worth } from './Worth'
import classes from './Study.module.css'

export default function Study() {
  const { t } = useWords()
  return (
    <Page title={t('study.title')} eyebrow={t('study.eyebrow')} lead={t('study.lead')} tabs={labTabs(t)}>
      <Loaded
        query={useStudy()}
        skeleton={<PageSkeleton />}
        absent={(error) =>
          error.status === 404 ? (
            <EmptyState title={t('study.none')} action={{ label: t('shell.pages.models'), href: '/lab/models' }}>
              <p>{t('study.noneHint')}</p>
            </EmptyState>
          ) : null
        }
      >
        {(study) => (
          <article className={classes.story}>
            <Claim article={study.article} />
            <ByHeart article={study.article} />
            <Runs article={study.article} />
            <Slips />
            <Beside study={study} />
            <Worth study={study} />
          </article>
        )}
      </Loaded>
    </Page>
  )
}
