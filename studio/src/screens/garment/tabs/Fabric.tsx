/** Fabric: which kept cloth this garment is made of, and what is predicted of that cloth. */
import { Button, Select } from '@mantine/core'
import { Link } from 'react-router'
import { asApiError, type FabricGiven, type Garment, useChangeGarment, useFabric, useFabrics, useGarment, useKeptSheet } from '@/api'
import { Loaded } from '@/app'
import { EmptyState } from '@/kit/EmptyState'
import { ErrorNote } from '@/kit/ErrorNote'
import { PageSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import { Drawing } from '@/screens/fabrics/Drawing'
import { Properties } from '@/screens/fabrics/Properties'
import classes from '@/screens/fabrics/Fabrics.module.css'

/** The garment's attribute that names a kept cloth. */
const CLOTH = 'fabric'

export default function Fabric({ garment }: { garment: Garment }) {
  const { t } = useWords()
  const fabrics = useFabrics()
  const looked = useGarment(garment.id).data
  const change = useChangeGarment(garment.id)
  const named = garment.attributes?.[CLOTH] ?? ''
  const id = fabrics.data?.some((each) => each.id === named) ? named : ''
  return (
    <Loaded query={fabrics} skeleton={<PageSkeleton />}>
      {(kept) => {
        if (kept.length === 0) {
          return (
            <EmptyState title={t('garment.teach.fabric.title')} steps={[t('garment.teach.fabric.first'), t('garment.teach.fabric.second')]} action={{ label: t('fabric.title'), href: '/design/fabrics' }}>
              <p>{t('garment.teach.fabric.what')}</p>
            </EmptyState>
          )
        }
        return (
          <>
            <div className={classes.row}>
              <Select
                label={t('fabric.garment.which')}
                placeholder={t('fabric.garment.none')}
                clearable
                data={kept.map(({ id: value, name }) => ({ value, label: name }))}
                value={id || null}
                disabled={!looked || change.isPending}
                onChange={(next) => change.mutate({ values: { attributes: { [CLOTH]: next } }, etag: looked?.etag ?? '' })}
              />
              <Button component={Link} variant="default" to={id ? `/design/fabrics/of/${encodeURIComponent(id)}` : '/design/fabrics'}>
                {t('fabric.garment.toLab')}
              </Button>
            </div>
            {change.error ? <ErrorNote error={asApiError(change.error)} compact /> : null}
            {id ? <Linked id={id} /> : <p className="quiet">{t('fabric.garment.what')}</p>}
          </>
        )
      }}
    </Loaded>
  )
}

function Linked({ id }: { id: string }) {
  const { language } = useWords()
  const sheet = useKeptSheet(id)
  const kept = useFabric(id).data
  return (
    <Loaded query={sheet} skeleton={<PageSkeleton />}>
      {(found) => (
        <>
          <div className={classes.linked}>
            {kept ? <Drawing given={{ ...kept.spec, name: kept.name } as FabricGiven} name={found.name} sheet={found} first="near" /> : null}
            <p>
              {String(found.composition[language === 'zh-CN' ? 'zh' : 'en'] ?? '')}
              <br />
              <span className="quiet small">{String(found.construction.sett ?? found.construction.stitch ?? '')}</span>
            </p>
          </div>
          <Properties sheet={found} />
        </>
      )}
    </Loaded>
  )
}
