/** The cloths that are kept: each with its face, what it is of, and the numbers one asks for first. */
import { Link } from 'react-router'
import { addressOf, type KeptFabric, useFabrics, useFabricSheets, type FabricSheet } from '@/api'
import { Loaded } from '@/app'
import { EmptyState } from '@/kit/EmptyState'
import { HowBadge } from '@/kit/HowBadge'
import { CardsSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import { KEYS, nameOf, sayProperty } from './numbers'
import classes from './Fabrics.module.css'

export function Library() {
  const { t } = useWords()
  const fabrics = useFabrics()
  return (
    <Loaded query={fabrics} skeleton={<CardsSkeleton count={6} />}>
      {(kept) =>
        kept.length === 0 ? (
          <EmptyState
            title={t('fabric.empty.title')}
            steps={[t('fabric.empty.first'), t('fabric.empty.second'), t('fabric.empty.third')]}
            action={{ label: t('fabric.state'), href: '/design/fabrics/of/new' }}
          >
            <p>{t('fabric.empty.what')}</p>
          </EmptyState>
        ) : (
          <Cards kept={kept} />
        )
      }
    </Loaded>
  )
}

function Cards({ kept }: { kept: readonly KeptFabric[] }) {
  const sheets = useFabricSheets(kept.map(({ id }) => id))
  return (
    <ul className={classes.cards}>
      {kept.map((each, index) => (
        <li key={each.id}>
          <Card fabric={each} sheet={sheets[index]?.data} />
        </li>
      ))}
    </ul>
  )
}

function Card({ fabric, sheet }: { fabric: KeptFabric; sheet: FabricSheet | undefined }) {
  const { t, language, format } = useWords()
  const { composition, construction } = sheet ?? {}
  const made = String(construction?.sett ?? construction?.stitch ?? '')
  return (
    <article className={classes.card}>
      <Link className={classes.face} to={`/design/fabrics/of/${encodeURIComponent(fabric.id)}`}>
        <img src={faceOf(fabric)} alt="" loading="lazy" />
        <h2 className="heading" dir="auto">
          {fabric.name}
        </h2>
      </Link>
      <p className="quiet small" dir="auto">
        {sheet ? `${String(composition?.[language === 'zh-CN' ? 'zh' : 'en'] ?? '')} · ${made}` : ' '}
      </p>
      <dl className={classes.keys}>
        {KEYS.map((key) => {
          const property = sheet?.properties[key]
          return property ? (
            <div key={key}>
              <dt>{nameOf(property, language)}</dt>
              <dd className="numbers">{sayProperty(property, format)}</dd>
            </div>
          ) : null
        })}
      </dl>
      {sheet ? (
        <p className="small">
          <HowBadge how="predicted" /> <span className="unseen">{t('fabric.predictedFor', { name: fabric.name })}</span>
        </p>
      ) : null}
    </article>
  )
}

/** The drawing's address; with what is drawn in it, so that a changed cloth is fetched anew. */
export function faceOf({ id, spec }: KeptFabric): string {
  return `${addressOf('/api/v1/fabrics/{id}/drawing', { id })}?v=${encodeURIComponent(hash(JSON.stringify(spec)))}`
}

function hash(text: string): string {
  return [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) | 0, 7).toString(36)
}
