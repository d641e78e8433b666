/** One picture from outside: what it shows, what in the shop looks like it, and the way into the shop. */
import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { Link, useNavigate } from 'react-router'
import { asApiError, lookUpPicture, useEdit, useRenewGarments } from '@/api'
import { tell } from '@/app'
import { endLookUp } from '@/app/lookUp'
import { searchWith } from '@/app/searchPicture'
import { ErrorNote } from '@/kit/ErrorNote'
import { HowBadge } from '@/kit/HowBadge'
import { AddIcon, SearchIcon } from '@/kit/Icon'
import { Picture } from '@/kit/Picture'
import { useWords } from '@/locale'
import { addOne } from '@/screens/garments/useAdding'
import { Guesses } from './Guesses'
import { NearShelf } from './NearShelf'
import classes from './LookUp.module.css'

export function One({ file, mark }: { file: File; mark: string }) {
  const { t, format } = useWords()
  const navigate = useNavigate()
  const search = () => {
    searchWith(file)
    endLookUp()
    void navigate('/search')
  }
  const url = useMemo(() => URL.createObjectURL(file), [file])
  useEffect(() => () => URL.revokeObjectURL(url), [url])
  const looked = useQuery({
    queryKey: ['/api/v1/look-up', mark],
    queryFn: ({ signal }) => lookUpPicture(file, 6, signal),
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  })
  const said = looked.data
  return (
    <article className={classes.one} aria-busy={looked.isPending}>
      <div className={classes.head}>
        <Picture src={url} alt={file.name} eager className={classes.photo} />
        <div>
          <p className="small quiet">
            <bdi>{file.name}</bdi>
          </p>
          {looked.isPending ? <p className="quiet">{t('lookup.looking')}</p> : null}
          {looked.error ? <ErrorNote error={asApiError(looked.error)} compact onRetry={() => void looked.refetch()} /> : null}
          {said ? (
            <>
              <Guesses top={said.top.slice(0, 5)} />
              <p className="small quiet">
                <HowBadge how="predicted" /> {`${said.model}@${said.version}`}
              </p>
            </>
          ) : null}
        </div>
      </div>
      {said && said.items.length > 0 ? (
        <section className={classes.alikes}>
          <h3 className="label">{t('lookup.nearest', { count: said.among, number: format.number(said.among) })}</h3>
          <NearShelf items={said.items} small />
        </section>
      ) : said ? (
        <p className="small quiet">{t('lookup.noNearest')}</p>
      ) : null}
      <div>
        <Button size="compact-md" variant="default" leftSection={<SearchIcon size={16} aria-hidden />} onClick={search}>
          {t('lookup.searchWith')}
        </Button>
      </div>
      <AddToShop file={file} label={said?.label ?? ''} />
    </article>
  )
}

/** Kept only when a person wants it; taken back by undo. */
function AddToShop({ file, label }: { file: File; label: string }) {
  const { t } = useWords()
  const renew = useRenewGarments()
  const edit = useEdit()
  const add = useMutation({
    mutationFn: () => addOne(file, label),
    onSuccess: (id) => {
      tell.undo(t('lookup.added', { name: file.name }), t('kit.undo'), () => {
        edit.mutate({ verb: 'delete', choose: { ids: [id] } })
        add.reset()
      })
      return renew()
    },
  })
  if (add.data) {
    return (
      <p>
        <Link className="link" to={`/garments/${encodeURIComponent(add.data)}`}>
          {t('lookup.seeAdded')}
        </Link>
      </p>
    )
  }
  return (
    <div>
      <Button size="compact-md" variant="default" loading={add.isPending} leftSection={<AddIcon size={16} aria-hidden />} onClick={() => add.mutate()}>
        {label ? t('lookup.addAs', { label }) : t('lookup.add')}
      </Button>
    </div>
  )
}
