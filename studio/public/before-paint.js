// Runs before the first paint, as a file because the content security policy allows no inline script:
// the chosen theme and language must not flash in the wrong one.
try {
  const theme = localStorage.getItem('modiste.theme')
  const dark = theme === 'dark' || (theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.dataset.mantineColorScheme = dark ? 'dark' : 'light'
  document.documentElement.lang = localStorage.getItem('modiste.language') ?? 'en'
} catch {
  // Storage may be closed to us; then the system's preference holds.
}
