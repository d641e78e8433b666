/** Where the studio starts. */
import '@/look/mantine.css'
import '@mantine/notifications/styles.layer.css'
import '@fontsource-variable/hanken-grotesk/wght.css'
import '@/look/look.css'
import '@/look/dress.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from '@/app/App'
import { preferredLanguage, speak } from '@/locale'

// The words first: a page that flashes its keys is worse than one that comes a moment later.
void speak(preferredLanguage()).then(() => {
  createRoot(document.getElementById('root')!).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
})
