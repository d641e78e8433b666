/** What screens take from the shell. */
export { fetched } from './fetched'
export { jobTitle } from './jobTitle'
export { type Key, useKeys } from './keys'
export { endLookUp, lookUp, useLookUp } from './lookUp'
export { Page, type PageProps, Section, usePageTitle } from './Page'
export { tell } from './tell'
export { useAddress } from './address'
