/** Pictures brought from outside, looked at by the house's model and laid beside the shop's garments. Not kept. */
import { endLookUp, useLookUp } from '@/app/lookUp'
import { SidePanel } from '@/kit/SidePanel'
import { useWords } from '@/locale'
import { One } from './One'
import classes from './LookUp.module.css'

/** Each file gets a name of its own, so that an answer is remembered for as long as it is shown. */
const marks = new WeakMap<File, string>()
let given = 0

function markOf(file: File): string {
  const known = marks.get(file)
  if (known) return known
  given += 1
  const mark = `${given} ${file.name}`
  marks.set(file, mark)
  return mark
}

export default function LookUpPanel() {
  const { t } = useWords()
  const wanted = useLookUp()
  if (!wanted) return null
  return (
    <SidePanel title={t('lookup.title')} eyebrow={t('lookup.eyebrow')} onClose={endLookUp}>
      <div className={classes.looked}>
        <p className="small quiet">{t('lookup.notKept')}</p>
        {wanted.refused.length > 0 ? (
          <ul className={classes.refused} role="alert">
            {wanted.refused.map(({ file, reason }, index) => (
              <li key={index}>
                <bdi>{file.name}</bdi> <span className="quiet">{t(`lookup.refused.${reason}`)}</span>
              </li>
            ))}
          </ul>
        ) : null}
        {wanted.files.map((file) => (
          <One key={markOf(file)} file={file} mark={markOf(file)} />
        ))}
      </div>
    </SidePanel>
  )
}
