/** Predicted properties as people read them: groups, sizes, how they were held against measured cloth. */
import type { FabricSheet } from '@/api'
import type { Format, Say } from '@/locale'

export type Property = FabricSheet['properties'][string]

/** What is told together. */
export const GROUPS = {
  structure: ['mass_gsm', 'thickness_mm', 'cover', 'porosity', 'crimp_warp_pct', 'crimp_weft_pct'],
  comfort: ['rct_m2k_w', 'ret_m2pa_w', 'imt', 'air_permeability_mm_s', 'wicking_mm_10min'],
  hand: ['drape_coefficient_pct', 'bending_length_mm', 'bending_warp_n_m', 'bending_weft_n_m', 'stretch_warp_pct', 'stretch_weft_pct', 'stiffness_warp_n_m', 'stiffness_weft_n_m'],
  wear: ['strength_warp_n', 'strength_weft_n', 'abrasion_rubs', 'pilling_grade', 'durability'],
} as const
export type Group = keyof typeof GROUPS

/** What a card shows. */
export const KEYS = ['mass_gsm', 'ret_m2pa_w', 'drape_coefficient_pct'] as const
/** What stands large on a cloth's sheet. */
export const LARGE = ['mass_gsm', 'thickness_mm', 'rct_m2k_w', 'ret_m2pa_w', 'air_permeability_mm_s', 'drape_coefficient_pct'] as const

/** A unit in which the value is no string of zeros. */
export function scaled(value: number, unit: string): { by: number; unit: string } {
  if (unit === 'N m' && Math.abs(value) < 0.001) return { by: 1e6, unit: 'µN m' }
  if (unit === 'm²K/W') return { by: 1000, unit: '10⁻³ m²K/W' }
  return { by: 1, unit }
}

/** Three figures are as many as a prediction is worth. */
export const worth = (value: number) => Number(value.toPrecision(3))

export function sayProperty({ value, unit }: Pick<Property, 'value' | 'unit'>, format: Format): string {
  const { by, unit: shown } = scaled(value, unit)
  return `${format.number(worth(value * by))}${shown ? ` ${shown}` : ''}`
}

export function sayBetween({ value, unit, interval: [low, high] }: Pick<Property, 'value' | 'unit' | 'interval'>, t: Say, format: Format): string {
  const { by } = scaled(value, unit)
  return t('fabric.between', { low: format.number(worth(low * by)), high: format.number(worth(high * by)) })
}

/** How a property was held against measured cloth, in the reader's language. */
export function saidStatus({ status }: Pick<Property, 'status'>, t: Say): string {
  const held = /^held against (\d+) rows of (\S+?),.*median factor ([\d.]+), (\d+) %/.exec(status)
  if (held) return t('fabric.status.held', { rows: held[1]!, doi: held[2]!, factor: held[3]!, inside: held[4]! })
  return status === 'unvalidated' ? t('fabric.status.unvalidated') : status
}

export const nameOf = ({ en, zh }: { en: string; zh: string }, language: string) => (language === 'zh-CN' ? zh : en)

/** What a search may ask for, in words. */
export const ofWords = (of: string, t: Say) => t(`fabric.of.${of}` as 'fabric.of.mass_gsm')
