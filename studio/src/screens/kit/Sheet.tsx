/** A part of the page in a theme of its own, for seeing both beside each other. */
import { MantineProvider } from '@mantine/core'
import { type ReactNode, useId, useState } from 'react'
import { theme } from '@/look/theme'
import { variables } from '@/look/variables'
import classes from './Kit.module.css'

export function Sheet({ scheme, children }: { scheme: 'light' | 'dark'; children: ReactNode }) {
  const id = `sheet-${useId().replace(/[^\w-]/g, '')}`
  const [root, setRoot] = useState<HTMLElement | null>(null)
  return (
    <div ref={setRoot} id={id} className={classes.sheet}>
      {root ? (
        <MantineProvider theme={theme} cssVariablesResolver={variables} forceColorScheme={scheme} cssVariablesSelector={`#${id}`} getRootElement={() => root}>
          {children}
        </MantineProvider>
      ) : null}
    </div>
  )
}
