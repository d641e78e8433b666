/** On what, by which protocol, when: said under whatever an evaluation shows. */
import type { Evaluation } from '@/api'
import type { Format, Say } from '@/locale'

export function provenance(evaluation: Pick<Evaluation, 'n' | 'data' | 'protocol' | 'at'>, t: Say, format: Format): string {
  return t('models.provenance', {
    count: evaluation.n,
    n: format.number(evaluation.n),
    data: evaluation.data,
    protocol: evaluation.protocol,
    when: format.dateTime(evaluation.at),
  })
}
