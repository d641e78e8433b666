/** Demand: how many will be wanted, week by week, beside the plainest forecast; and what to do about it. */
import type { Garment } from '@/api'
import { useWords } from '@/locale'
import { GarmentPlan } from '@/screens/plan/GarmentPlan'

export default function Demand({ garment }: { garment: Garment }) {
  const { t } = useWords()
  return (
    <>
      <h2 className="unseen">{t('garment.tabs.demand')}</h2>
      <GarmentPlan garment={garment.id} />
    </>
  )
}
