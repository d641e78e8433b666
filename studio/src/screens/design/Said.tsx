/** A wish with the words marked that say something, and those that are not understood. */
import type { Spec } from '@/api'
import { useWords } from '@/locale'
import { fieldName } from './fieldWords'
import { pieces } from './wish'
import classes from './Design.module.css'

export function Said({ text, spec }: { text: string; spec: Spec }) {
  const { t, format } = useWords()
  return (
    <div>
      <p className={classes.said} dir="auto">
        {pieces(text, spec).map((piece, at) =>
          piece.isUnknown ? (
            <span key={at} className={classes.unknown} title={t('desk.notUnderstood')}>
              {piece.text}
              <span className="unseen"> ({t('desk.notUnderstood')})</span>
            </span>
          ) : piece.fields.length > 0 ? (
            <mark key={at} className={classes.evidence} title={format.list(piece.fields.map((name) => fieldName(name, t)))}>
              {piece.text}
            </mark>
          ) : (
            <span key={at}>{piece.text}</span>
          ),
        )}
      </p>
      {spec.unknown.length > 0 ? <p className="small quiet">{t('desk.unknown', { words: format.list(spec.unknown) })}</p> : null}
    </div>
  )
}
