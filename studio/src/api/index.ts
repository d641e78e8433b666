/** The door to the server: what screens may use. */
export { addressOf, get, getTagged, newKey, patch, post, put, remove, type Tagged } from './client'
export { type Connection, connection } from './connection'
export { ApiError, asApiError, AWAY } from './error'
export {
  CHOSEN_BY,
  type ChosenBy,
  type EditOf,
  type Filters,
  GARMENTS,
  idsBetween,
  PAGE,
  type Sort,
  useAddPhotos,
  useChangeGarment,
  useEdit,
  useFacets,
  useGarment,
  useGarmentsAt,
  usePhotos,
  useRenewGarments,
  useShelf,
  useUndo,
  type Wanted,
} from './garments'
export { useHome } from './home'
export { useAdmit, useAugmentation, useUnsureTags, useDryRun, useGiveUp, useImports, useQuality, useRefusedRows, useStartImport, useUploadFile } from './intake'
export { type JobLog, useJobLog } from './jobLog'
export { isOver, type LiveJob, useActiveJobs, useCancelJob, useClusterOffer, useJob, useJobs, useResumeJob, useSubmitJob } from './jobs'
export { lookUpPicture, useLookAlikes, useQuarantine, useTagNow, useTags } from './looks'
export { photoAt, type PhotoWidth } from './photos'
export type { CurvePoint, Progress } from './progress'
export { type ItemOf, keyOf, newQueryClient, type PagedPath, usePages } from './queries'
export { useConnection, useCaller } from './session'
export { type Sought, useSearch, useSimilar } from './search'
export type * from './schema'
export type { Answer, PathOf, Query } from './types'
export * from './ar'
export * from './design'
export * from './fabrics'
export * from './fit'
export * from './lab'
export * from './onPhoto'
export * from './passports'
export * from './plan'
export * from './sell'
export * from './supply'
export * from './trends'
export * from './wearables'
