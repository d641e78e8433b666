/** Numbers, money, dates, sizes and spans of time as each language writes them. */
import type { Language } from './language'

const kept = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat>()

/** Intl's formatters are dear to make and cheap to use. */
function once<T extends Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat>(key: string, make: () => T): T {
  let made = kept.get(key)
  if (!made) {
    made = make()
    kept.set(key, made)
  }
  return made as T
}

export interface Format {
  /** 12,345 or 0.913: as many digits as are worth reading. */
  number: (value: number, digits?: number) => string
  /** 12.3K, 1.2万. */
  compact: (value: number) => string
  /** A share from 0 to 1 as 91.3 %. */
  percent: (share: number, digits?: number) => string
  money: (value: number, currency: string) => string
  /** 25 November 2026. */
  date: (at: string | Date) => string
  /** 25 Nov 2026, 21:07. */
  dateTime: (at: string | Date) => string
  /** 21:07:43. */
  time: (at: string | Date) => string
  /** 3 minutes ago, from `now`. */
  ago: (at: string | Date, now?: Date) => string
  /** 1 h 12 min, 43 s, 120 ms. */
  span: (seconds: number) => string
  /** 12.3 MB. */
  bytes: (count: number) => string
  /** a, b and c. */
  list: (items: readonly string[]) => string
}

export function formatFor(language: Language): Format {
  const numbers = (options: Intl.NumberFormatOptions) =>
    once(`${language} ${JSON.stringify(options)}`, () => new Intl.NumberFormat(language, options))
  const dates = (options: Intl.DateTimeFormatOptions) =>
    once(`${language} date ${JSON.stringify(options)}`, () => new Intl.DateTimeFormat(language, options))
  const unit = (value: number, name: string, digits = 0) =>
    numbers({ style: 'unit', unit: name, unitDisplay: 'short', maximumFractionDigits: digits }).format(value)

  return {
    number: (value, digits) =>
      numbers(
        digits === undefined
          ? Math.abs(value) >= 1000
            ? { maximumFractionDigits: 0 }
            : { maximumSignificantDigits: 4 }
          : { minimumFractionDigits: digits, maximumFractionDigits: digits },
      ).format(value),
    compact: (value) => numbers({ notation: 'compact', maximumSignificantDigits: 3 }).format(value),
    percent: (share, digits = 1) =>
      numbers({ style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits }).format(share),
    money: (value, currency) => numbers({ style: 'currency', currency }).format(value),
    date: (at) => dates({ dateStyle: 'long' }).format(new Date(at)),
    dateTime: (at) => dates({ dateStyle: 'medium', timeStyle: 'short' }).format(new Date(at)),
    time: (at) => dates({ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).format(new Date(at)),
    ago: (at, now = new Date()) => {
      const seconds = (new Date(at).getTime() - now.getTime()) / 1000
      const relative = once(`${language} ago`, () => new Intl.RelativeTimeFormat(language, { numeric: 'auto' }))
      const size = Math.abs(seconds)
      if (size < 45) return relative.format(0, 'second')
      if (size < 45 * 60) return relative.format(Math.round(seconds / 60), 'minute')
      if (size < 22 * 3600) return relative.format(Math.round(seconds / 3600), 'hour')
      if (size < 26 * 86400) return relative.format(Math.round(seconds / 86400), 'day')
      if (size < 320 * 86400) return relative.format(Math.round(seconds / (30.4 * 86400)), 'month')
      return relative.format(Math.round(seconds / (365.25 * 86400)), 'year')
    },
    span: (seconds) => {
      if (seconds < 1) return unit(seconds * 1000, 'millisecond', seconds < 0.01 ? 1 : 0)
      const whole = Math.round(seconds)
      if (whole < 60) return unit(whole, 'second')
      const minutes = Math.floor(whole / 60)
      if (minutes < 60) return `${unit(minutes, 'minute')} ${whole % 60 ? unit(whole % 60, 'second') : ''}`.trim()
      const rest = Math.round((whole % 3600) / 60) % 60
      return `${unit(Math.floor(whole / 3600), 'hour')} ${rest ? unit(rest, 'minute') : ''}`.trim()
    },
    bytes: (count) => {
      const step = count < 1000 ? 0 : count < 1e6 ? 1 : count < 1e9 ? 2 : 3
      const name = (['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const)[step]!
      return unit(count / 1000 ** step, name, step === 0 || count / 1000 ** step >= 100 ? 0 : 1)
    },
    list: (items) => new Intl.ListFormat(language, { type: 'conjunction' }).format(items),
  }
}
