/** The photo, and beside it the same photo in one or two sizes; or why not, and how to retake it. */
import { Button } from '@mantine/core'
import { DropZone, ONE_PHOTO } from '@/kit/DropZone'
import { ErrorNote } from '@/kit/ErrorNote'
import { HowBadge } from '@/kit/HowBadge'
import { DownloadIcon } from '@/kit/Icon'
import { JobStitch } from '@/kit/JobStitch'
import { fileName, save } from '@/kit/Save'
import { type Key, knows, useWords } from '@/locale'
import { named } from '@/screens/fit/words'
import type { ReadGarment } from '@/api'
import type { Dressing, Run } from './useDressing'
import classes from './Photo.module.css'

const ONE = { ...ONE_PHOTO, accept: ['image/jpeg', 'image/png', 'image/webp'] }
const STEPS = ['photo', 'garment', 'body', 'drape', 'light', 'picture', 'paint', 'waiting'] as const

export function Row({ dressing: { photo, runs, isAtWork, lay, stop } }: { dressing: Dressing }) {
  const { t } = useWords()
  const take = ([file]: File[]) => (file ? lay(file) : undefined)
  if (!photo) {
    return (
      <div className={classes.empty}>
        <DropZone label={t('onPhoto.drop')} hint={t('onPhoto.dropHint')} limits={ONE} onFiles={take} />
      </div>
    )
  }
  return (
    <div className={classes.row} data-count={1 + runs.length} aria-busy={isAtWork}>
      <figure className={classes.side}>
        <img className={classes.picture} src={photo.url} alt={t('onPhoto.originalAlt')} />
        <figcaption className={classes.caption}>
          <span className="heading">{t('onPhoto.original')}</span>
          <Button size="compact-sm" variant="subtle" onClick={() => lay(null)}>
            {t('onPhoto.another')}
          </Button>
        </figcaption>
      </figure>
      {runs.map((run) => (
        <Side key={run.size} run={run} onStop={stop} />
      ))}
    </div>
  )
}

function Side({ run, onStop }: { run: Run; onStop: () => void }) {
  const { t, format } = useWords()
  const { size, name, share, step, worn, error } = run
  if (error) return <Refused run={run} />
  if (!worn) {
    const known = STEPS.find((each) => each === step)
    return (
      <div className={classes.side}>
        <div className={classes.mat}>
          <JobStitch
            compact
            title={t('onPhoto.working', { name, size })}
            state={step === '' || step === 'waiting' ? 'queued' : 'running'}
            share={share}
            step={known ? t(`onPhoto.step.${known}`) : ''}
            onCancel={onStop}
          />
          {step === '' ? <p className="small quiet">{t('onPhoto.waits')}</p> : null}
        </div>
      </div>
    )
  }
  const { told, picture, url } = worn
  return (
    <figure className={classes.side}>
      <img className={classes.picture} src={url} alt={t('onPhoto.resultAlt', { name, size })} />
      <figcaption className={classes.caption}>
        <span className="heading">{t('onPhoto.result', { size })}</span>
        <HowBadge how="synthetic" />
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<DownloadIcon size={16} aria-hidden />}
          onClick={() => save(fileName(`${name} ${size}`, 'png'), picture)}
        >
          {t('onPhoto.save', { size })}
        </Button>
        <span className={`small quiet ${classes.facts}`}>{told.filled < 0.005 ? format.span(told.seconds) : t('onPhoto.facts', { span: format.span(told.seconds), filled: format.percent(told.filled, 0) })}</span>
        {told.read ? <Read read={told.read} /> : told.estimated ? <span className={`small quiet ${classes.facts}`}>{t('onPhoto.estimatedCut')}</span> : null}
        {told.painted_by ? <span className={`small quiet ${classes.facts}`}>{t('onPhoto.painting.told', { name: told.painted_by, licence: told.licence ?? '' })}</span> : null}
      </figcaption>
    </figure>
  )
}

/** What a garment's picture was read as. */
function Read({ read: { program, program_confidence, lengths, print, colour } }: { read: ReadGarment }) {
  const { t, format } = useWords()
  const length = lengths.find(({ name }) => name === 'length_cm')?.value
  return (
    <span className={`small quiet ${classes.facts}`}>
      <HowBadge how="estimated" bare />{' '}
      {t(print === 'laid' ? 'onPhoto.shown.readLaid' : 'onPhoto.shown.read', {
        program: named('program', program, t),
        sure: format.percent(program_confidence, 0),
        length: length === undefined ? '–' : format.number(length, 0),
        colour,
      })}
    </span>
  )
}

/** Why there is no picture. What the photo lacks is said in the reader's language, all else by the server. */
function Refused({ run: { size, error } }: { run: Run }) {
  const { t } = useWords()
  const { code } = error!
  const isPhoto = knows(`onPhoto.no.${code}.reason`)
  return (
    <div className={classes.side}>
      <div className={classes.mat}>
        {isPhoto ? (
          <div className={classes.refused} role="alert">
            <p className="label">{t('onPhoto.result', { size })}</p>
            <h2 className="heading">{t('onPhoto.refused')}</h2>
            <p>{t(`onPhoto.no.${code}.reason` as Key)}</p>
            <p>
              <span className="label">{t('onPhoto.retake')}</span>
              <br />
              {t(`onPhoto.no.${code}.retake` as Key)}
            </p>
            <code className="small quiet">{code}</code>
          </div>
        ) : (
          <ErrorNote error={error!} />
        )}
      </div>
    </div>
  )
}
