/** The addresses of a model's pages. */
export const TABS = ['overview', 'quality', 'mistakes', 'training', 'explain', 'size', 'card'] as const
export type Tab = (typeof TABS)[number]

export function addressOfVersion({ name, version }: { name: string; version: string }, tab: Tab = 'overview', search = ''): string {
  return `/lab/models/${encodeURIComponent(name)}/${encodeURIComponent(version)}/${tab}${search}`
}

export function isTab(text: string | undefined): text is Tab {
  return (TABS as readonly string[]).includes(text ?? '')
}
