/** A picture let go anywhere over the studio is looked up; the page says so while it is held. */
import { lazy, Suspense, useEffect, useState } from 'react'
import { StitchFrame } from '@/kit/Stitch'
import { useWords } from '@/locale'
import { lookUp, useLookUp } from './lookUp'
import classes from './DropAnywhere.module.css'

const LookUpPanel = lazy(() => import('@/screens/lookup'))

export function DropAnywhere() {
  const { t } = useWords()
  const wanted = useLookUp()
  const [held, setHeld] = useState(false)

  useEffect(() => {
    // Over every child the browser says "left" and "entered"; only the sum tells whether it is still here.
    let depth = 0
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false
    const enter = (event: DragEvent) => {
      if (!hasFiles(event)) return
      depth += 1
      setHeld(true)
    }
    const leave = () => {
      depth = Math.max(0, depth - 1)
      if (depth === 0) setHeld(false)
    }
    const over = (event: DragEvent) => hasFiles(event) && event.preventDefault()
    const drop = (event: DragEvent) => {
      depth = 0
      setHeld(false)
      // A drop zone that took them has said so.
      if (event.defaultPrevented || !hasFiles(event)) return
      event.preventDefault()
      lookUp([...(event.dataTransfer?.files ?? [])])
    }
    // A zone stops the event's way up, so that it must be seen from the other end to end the holding.
    const dropped = () => {
      depth = 0
      setHeld(false)
    }
    window.addEventListener('dragenter', enter)
    window.addEventListener('dragleave', leave)
    window.addEventListener('dragover', over)
    window.addEventListener('drop', dropped, true)
    window.addEventListener('drop', drop)
    return () => {
      window.removeEventListener('dragenter', enter)
      window.removeEventListener('dragleave', leave)
      window.removeEventListener('dragover', over)
      window.removeEventListener('drop', dropped, true)
      window.removeEventListener('drop', drop)
    }
  }, [])

  return (
    <>
      {held ? (
        <div className={classes.veil}>
          <div className={classes.inner}>
            <StitchFrame inset />
            <p className="title">{t('shell.drop.title')}</p>
            <p className="quiet">{t('shell.drop.hint')}</p>
          </div>
        </div>
      ) : null}
      {wanted ? (
        <Suspense fallback={null}>
          <LookUpPanel />
        </Suspense>
      ) : null}
    </>
  )
}
