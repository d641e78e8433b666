import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test } from 'vitest'
import { answers, CALLER, open } from '../../../../test/screen'
import { speak } from '@/locale'
import Trace from '../index'

const ITEM = 'https://id.gs1.org/01/04012345001013/21/A7'
const ID = '0'.repeat(32)
const ROW = { id: ID, item: ITEM, garment: 'tee', version: 1, status: 'issued', entry: 1191, issued_at: '2026-11-27T12:00:00Z', issued_by: 'ann', ended_at: null, ended_by: '', reason: '' }
const STAGE = { stage: 'made', at: '2026-11-18T08:00:00Z', facility: 'https://id.gs1.org/414/4012345000016', isSimulated: true, source: 'e1' }
const LOG = { origin: 'localhost:8321/log', size: 1303, root: 'aa', key: 'k', issuer: 'did:web:localhost%3A8321', witnesses: ['a', 'b'], independent_witnesses: false, quorum: 2, keys: [], passports: { issued: 112, revoked: 1 } }
const CHECKS = [
  { name: 'format', status: 'ok', why: 'one file', why_zh: '单个文件' },
  { name: 'anchor', status: 'unknown', why: 'not anchored yet', why_zh: '尚未锚定' },
]
const WORLD = () => ({
  'GET /api/v1/session': CALLER,
  'GET /api/v1/supply/places': [],
  'GET /api/v1/passports': { items: [ROW], next_cursor: null },
  'GET /api/v1/passports/log': LOG,
  'GET /api/v1/passports/anchors': { provider: 'embedded', chain_id: 1, contract: '0x', is_independent: false, says: 'It adds no independence.', says_zh: '不增加独立性。', trouble: '', anchors: [{ size: 1200, root: 'aa', state: 'final', reason: '', transaction: '0x', block: 2, at: 1, gas: 1, gas_price: 1 }] },
  [`GET /api/v1/passports/${ID}/content`]: { profile: 'modiste.textile.1', percent: 40, required_percent: 55, tiers: [{ tier: 'fibre', title: 'Fibre', title_zh: '纤维', percent: 0, missing: [{ id: 'a', title: 'Country', title_zh: '国家', is_required: true, audience: 'public', level: 'model' }] }], fields: [{ id: 'b', title: 'Weight', title_zh: '重量', is_required: false, audience: 'public', level: 'model', value: '150', unit: 'g/m2', how: 'simulated', source: 'fabric' }] },
  [`GET /api/v1/passports/${ID}`]: { ...ROW, is_erased: false, credential: { credentialSubject: { isSimulated: true, origin: [STAGE] } } },
  [`GET /passports/${ID}`]: {},
  'GET /api/v1/passports/suspicions': { model: 'm', items_seen: 3, suppliers_seen: 1, suppliers: [], items: [{ name: ITEM, score: 7.25, reasons: [{ feature: 'speed', en: 'Seen at two places faster than travel allows.', zh: '两地扫码快于旅行。', value: 1, usual: 0, share: 1 }] }] },
  'POST /api/v1/passports/verify': { ok: true, checks: CHECKS },
  [`POST /api/v1/passports/${ID}/revoke`]: { ...ROW, status: 'revoked' },
})

beforeEach(() => speak('en'))

test('how many are in force and who watches the log is told', async () => {
  answers(WORLD())
  open(Trace, '/trace/:tab?', '/trace/passports')
  expect(await screen.findByRole('group', { name: 'In force' })).toHaveTextContent('112')
  expect(screen.getByRole('group', { name: 'Witnesses' })).toHaveTextContent('no independence')
  expect(await screen.findByRole('row', { name: /Item A7/ })).toBeInTheDocument()
})

test('a passport is opened with every check, and taken back with a reason', async () => {
  const asked = answers(WORLD())
  open(Trace, '/trace/:tab?', `/trace/passports?passport=${ID}`)
  const panel = await screen.findByRole('region', { name: /A7|Passport/ })
  const checks = within(await within(panel).findByRole('region', { name: 'What was checked' }))
  expect(checks.getAllByRole('listitem').map((each) => each.textContent)).toEqual(['File holdsone file', 'Chain cannot tellnot anchored yet'])
  expect(await within(panel).findByText('Country *')).toBeInTheDocument()
  expect(within(panel).getByText(/150 g\/m2/)).toBeInTheDocument()
  expect(within(panel).getByText(/Part of this is simulated/)).toBeInTheDocument()
  expect(within(panel).getByRole('link', { name: /The page that anyone sees/ })).toHaveAttribute('href', `/verify?passport=${ID}&lang=en`)
  await userEvent.click(within(panel).getByRole('button', { name: 'Revoke' }))
  await userEvent.type(within(panel).getByRole('textbox', { name: /^Why/ }), 'Wrong fibre.{Enter}')
  expect(asked.some(({ path }) => path.endsWith('/revoke'))).toBe(true)
})

test('a file is checked by the bytes that it has', async () => {
  const asked = answers({ ...WORLD(), 'POST /api/v1/passports/verify': { ok: false, checks: [{ ...CHECKS[0], status: 'failed' }] } })
  open(Trace, '/trace/:tab?', '/trace/passports')
  const input = document.querySelector<HTMLInputElement>('input[type=file]') ?? (await screen.findByLabelText(/Lay down a passport/))
  await userEvent.upload(input as HTMLInputElement, new File(['{}'], 'passport.json', { type: 'application/json' }))
  expect(await screen.findByText('Do not trust it.')).toBeInTheDocument()
  expect(asked.some(({ path }) => path.endsWith('/verify'))).toBe(true)
})

test('a shop without passports is taught how they come', async () => {
  answers({ ...WORLD(), 'GET /api/v1/passports/log': { ...LOG, passports: {} } })
  open(Trace, '/trace/:tab?', '/trace/passports')
  expect(await screen.findByRole('heading', { name: 'No passports yet' })).toBeInTheDocument()
})

test('who stands out is told with the reasons, and leads to the journey', async () => {
  answers(WORLD())
  open(Trace, '/trace/:tab?', '/trace/passports')
  const items = await screen.findByRole('region', { name: 'Items' })
  expect(items).toHaveTextContent('7.3 spreads above the middle')
  expect(within(items).getByText(/faster than travel/)).toBeInTheDocument()
  expect(within(items).getByRole('link')).toHaveAttribute('href', `/trace/journeys?item=${encodeURIComponent(ITEM)}`)
  expect(screen.getByRole('region', { name: 'Suppliers' })).toHaveTextContent('None stands out.')
})
