/** Demand: how many will be wanted, week by week, beside the plainest forecast; and what to do about it. */
import type { Garment } from '@/api'
import { GarmentPlan } from '@/screens/plan/GarmentPlan'

export default function Demand({ garment }: { garment: Garment }) {
  return <GarmentPlan garment={garment.id} />
}
