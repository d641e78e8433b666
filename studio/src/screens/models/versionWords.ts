/** What a version is called; the one that comes with the software has no number, its stage says it all. */
import type { Model } from '@/api'
import type { Say } from '@/locale'

export function versionWords({ version }: Pick<Model, 'version'>, t: Say): string {
  return version === 'shipped' ? t('models.shippedVersion') : t('models.version', { version })
}
