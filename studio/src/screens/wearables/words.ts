/** What the wearables room's names are called: activities, channels, devices, faults. */
import type { Key, Say } from '@/locale'

const ACTIVITIES = ['SEATED', 'SITTING_DOWN', 'STANDING_UP', 'TURNING', 'WALKING']
const CHANNELS = ['ax', 'ay', 'az', 'gx', 'gy', 'gz']
const DEVICES = ['watch', 'phone']

/** An activity in the reader's language; others' words stay theirs. */
export const activity = (label: string, t: Say) => (ACTIVITIES.includes(label) ? t(`wearables.activity.${label.toLowerCase()}` as Key) : label.replaceAll('_', ' ').trim())
export const channel = (name: string, t: Say) => (CHANNELS.includes(name) ? t(`wearables.channel.${name}` as Key) : name)
export const deviceName = (name: string, t: Say) => (DEVICES.includes(name) ? t(`wearables.device.${name}` as Key) : name)
export const reasonOf = (fault: { reason: string; reason_zh: string }, language: string) => (language === 'zh-CN' ? fault.reason_zh : fault.reason)
export const addressOfRecording = (set: string, recording: string, query = '') => `/lab/wearables/of/${encodeURIComponent(set)}/${encodeURIComponent(recording)}${query}`

/** What a model may be called. */
export const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/
