/** Alarms as they are listed: what one device repeats for one cause within a day is one row. */
import type { SupplyAlarm } from '@/api'

const DAY = 86_400_000
const GRAVE = ['info', 'warning', 'critical'] as const

export interface Cause {
  /** The one that stands for all: the first of the list, which is one that lasts or the newest. */
  alarm: SupplyAlarm
  /** The others, in the list's order. */
  others: SupplyAlarm[]
  severity: SupplyAlarm['severity']
}

/** In the list's order; an alarm joins the cause that began within a day of it. */
export function causesOf(alarms: readonly SupplyAlarm[]): Cause[] {
  const causes: Cause[] = []
  for (const alarm of alarms) {
    const same = causes.find((each) => isSame(each.alarm, alarm))
    if (same) {
      same.others.push(alarm)
      if (GRAVE.indexOf(alarm.severity) > GRAVE.indexOf(same.severity)) same.severity = alarm.severity
    } else {
      causes.push({ alarm, others: [], severity: alarm.severity })
    }
  }
  return causes
}

const isSame = (one: SupplyAlarm, other: SupplyAlarm) => one.device === other.device && one.quantity === other.quantity && one.kind === other.kind && Math.abs(one.since - other.since) < DAY
