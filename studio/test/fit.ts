/** An advice for tests: three sizes, of which the middle one fits. */
import type { Advice, Size, Zone } from '@/api'

export function zone(ease: number, wanted: number, verdict: Zone['verdict'], stretch = 1): Zone {
  return { ease_mm: ease * 10, wanted_mm: wanted * 10, stretch, clearance_mm: 10, verdict }
}

export function size(name: string, score: number, zones: Record<string, Zone>, stays = true): Size {
  return { size: name, score, zones, solver_residual: 0.004, stays }
}

export const SIZES = [
  size('38', 0.6, { upper_arm: zone(5, 6, 'right'), hip: zone(2, 6, 'snug'), chest: zone(4, 10, 'pulls', 1.02) }),
  size('40', 0.95, { upper_arm: zone(6, 6, 'right'), hip: zone(6, 6, 'right'), chest: zone(9, 10, 'right') }),
  size('42', 0.5, { upper_arm: zone(8, 6, 'right'), hip: zone(11, 6, 'roomy'), chest: zone(14, 10, 'roomy') }),
]

export const ADVICE: Advice = { sizes: SIZES, recommended: '40', candidates: ['40'], reason: '', confidence: 0.82, basis: 'pattern', solver_residual: 0.004 }
