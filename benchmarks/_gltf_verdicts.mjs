// What the Khronos glTF validator says of files, as JSON; run by ar_assets.
//     node benchmarks/_gltf_verdicts.mjs FOLDER/node_modules/gltf-validator/index.js FILE.glb ...
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

const [library, ...names] = process.argv.slice(2)
const { validateBytes } = (await import(pathToFileURL(library))).default
const found = {}
for (const name of names) {
  const { issues } = await validateBytes(new Uint8Array(readFileSync(name)))
  found[name] = { errors: issues.numErrors, warnings: issues.numWarnings, infos: issues.numInfos, messages: issues.messages.map((each) => each.message) }
}
console.log(JSON.stringify(found))
