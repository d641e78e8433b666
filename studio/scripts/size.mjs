/**
 * How much a first visit loads (gzip, without fonts), and whether that is within the budget.
 *
 * Counted: what index.html names, all that its scripts import before anything is clicked, one language's words, and
 * the first screen. Charts, 3D and maps must not be among them.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const BUDGET = 250_000
const out = new URL('../../src/modiste/studio/static/', import.meta.url).pathname
const manifest = JSON.parse(readFileSync(join(out, '.vite/manifest.json'), 'utf8'))

function all(key, seen = new Set()) {
  if (seen.has(key)) return seen
  seen.add(key)
  for (const each of manifest[key].imports ?? []) all(each, seen)
  return seen
}

const first = new Set([...all('index.html'), ...all('src/locale/en/frame.json'), ...all('src/screens/home/index.tsx')])
const files = new Set()
for (const key of first) {
  files.add(manifest[key].file)
  for (const css of manifest[key].css ?? []) files.add(css)
}

const weigh = (file) => gzipSync(readFileSync(join(out, file)), { level: 9 }).length
let total = 0
for (const file of [...files].sort((a, b) => weigh(b) - weigh(a))) {
  total += weigh(file)
  console.log(`${(weigh(file) / 1000).toFixed(1).padStart(8)} kB  ${file}`)
}
console.log(`${(total / 1000).toFixed(1).padStart(8)} kB  first load, gzip (budget ${BUDGET / 1000} kB)`)

const lazy = readdirSync(join(out, 'assets')).filter((name) => /\.(js|css)$/.test(name) && !files.has(`assets/${name}`))
for (const name of lazy.filter((each) => weigh(`assets/${each}`) > 20_000)) {
  console.log(`${(weigh(`assets/${name}`) / 1000).toFixed(1).padStart(8)} kB  later: assets/${name}`)
}
if (total > BUDGET) {
  console.error(`The first load is ${((total - BUDGET) / 1000).toFixed(1)} kB over its budget.`)
  process.exit(1)
}
