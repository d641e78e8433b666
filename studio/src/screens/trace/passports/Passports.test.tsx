import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test } from 'vitest'
import { answers, CALLER, open, pageOf } from '../../../../test/screen'
import { speak } from '@/locale'
import Trace from '../index'

const ITEM = 'https://id.gs1.org/01/04012345001013/21/A7'
const ID = '0'.repeat(32)
const ROW = { id: ID, item: ITEM, garment: 'tee', version: 1, status: 'issued', entry: 1191, issued_at: '2026-11-27T12:00:00Z', issued_by: 'ann', ended_at: null, ended_by: '', reason: '' }
const TEE = { id: 'tee', name: 'Jersey tee', category: 'T-shirt', brand: '', attributes: {}, updated_at: '2026-11-27T12:00:00Z' }
const STAGE = { stage: 'made', at: '2026-11-18T08:00:00Z', facility: 'https://id.gs1.org/414/4012345000016', isSimulated: true, source: 'e1' }
const LOG = { origin: 'localhost:8321/log', size: 1303, root: 'aa', key: 'k', issuer: 'did:web:localhost%3A8321', witnesses: ['a', 'b'], independent_witnesses: false, quorum: 2, keys: [], passports: { issued: 112, revoked: 1 } }
const DID = 'did:key:z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp'
const SIGNER = { did: DID, key: DID.slice(8), name: 'The mill', tiers: ['spinning'], made_at: '2026-11-27T12:00:00Z', made_by: 'ann', ended_at: null }
const STATEMENT = { sha256: 'a'.repeat(64), garment: 'tee', did: DID, name: 'The mill', is_private: true, made_at: '2026-11-27T12:00:00Z', made_by: 'ann', valid_until: '2027-11-27T12:00:00Z', withdrawn_at: null }
const CHECKS = [
  { name: 'format', status: 'ok', why: 'one file', why_zh: '单个文件' },
  { name: 'anchor', status: 'unknown', why: 'not anchored yet', why_zh: '尚未锚定' },
]
const WORLD = () => ({
  'GET /api/v1/session': CALLER,
  'GET /api/v1/supply/places': [],
  'GET /api/v1/passports': { items: [ROW], next_cursor: null },
  'GET /api/v1/garments': pageOf(TEE),
  'GET /api/v1/garments/tee': TEE,
  'POST /api/v1/passports': { garment: 'tee', asked: 3, issued: [ROW] },
  'GET /api/v1/passports/log': LOG,
  'GET /api/v1/passports/anchors': { provider: 'embedded', chain_id: 1, contract: '0x', is_independent: false, says: 'It adds no independence.', says_zh: '不增加独立性。', trouble: '', anchors: [{ size: 1200, root: 'aa', state: 'final', reason: '', transaction: '0x', block: 2, at: 1, gas: 1, gas_price: 1 }] },
  [`GET /api/v1/passports/${ID}/content`]: { profile: 'modiste.textile.1', percent: 40, required_percent: 55, signed_percent: 7, tiers: [{ tier: 'fibre', title: 'Fibre', title_zh: '纤维', percent: 30, signed_percent: 10, missing: [{ id: 'a', title: 'Country', title_zh: '国家', is_required: true, audience: 'public', level: 'model' }] }], fields: [{ id: 'b', title: 'Weight', title_zh: '重量', is_required: false, audience: 'public', level: 'model', value: '150', unit: 'g/m2', how: 'simulated', source: 'fabric', signer: '', signer_name: '' }, { id: 'c', title: 'Country of spinning', title_zh: '纺纱国家', is_required: true, audience: 'public', level: 'batch', value: 'TR', unit: '', how: 'declared', source: 'document', signer: DID, signer_name: 'The mill' }] },
  [`GET /api/v1/passports/${ID}`]: { ...ROW, is_erased: false, credential: { credentialSubject: { isSimulated: true, origin: [STAGE] } } },
  [`GET /passports/${ID}`]: {},
  'GET /api/v1/passports/signers': { items: [SIGNER] },
  'POST /api/v1/passports/signers': { items: [SIGNER] },
  'POST /api/v1/passports/signers/end': { items: [] },
  'GET /api/v1/passports/statements': { items: [STATEMENT] },
  'POST /api/v1/passports/statements': { sha256: 'b'.repeat(64), did: DID, name: 'The mill', fields: ['a'], refused: { 'weight.net': 'it is no number' }, is_private: false, valid_until: null },
  [`POST /api/v1/passports/statements/${STATEMENT.sha256}/withdraw`]: STATEMENT,
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

test('passports are issued for the items of a garment that is looked for', async () => {
  const asked = answers(WORLD())
  open(Trace, '/trace/:tab?', '/trace/passports')
  const issue = await screen.findByRole('button', { name: 'Issue for all known items' })
  expect(issue).toBeDisabled()
  await userEvent.click(screen.getByRole('combobox', { name: 'A garment with items' }))
  await userEvent.click(await screen.findByRole('option', { name: 'Jersey tee' }))
  await userEvent.click(issue)
  expect(await screen.findByText('1 of 3 items got a new passport')).toBeInTheDocument()
  expect(asked.find(({ method, path }) => method === 'POST' && path === '/api/v1/passports')?.body).toEqual({ garment: 'tee', items: [] })
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

test('what a supplier signed is told apart from what is merely stated', async () => {
  const asked = answers(WORLD())
  open(Trace, '/trace/:tab?', `/trace/passports?passport=${ID}`)
  const panel = await screen.findByRole('region', { name: /A7|Passport/ })
  expect(await within(panel).findByText('signed by The mill')).toBeInTheDocument()
  expect(within(panel).getByText('30% known, 10% signed')).toBeInTheDocument()
  expect(within(panel).getByRole('group', { name: 'Signed by suppliers' })).toHaveTextContent('7%')
  expect(await within(panel).findByText(/its hash alone is public/)).toBeInTheDocument()
  const input = panel.querySelector<HTMLInputElement>('input[type=file]')
  await userEvent.upload(input as HTMLInputElement, new File(['{}'], 'statement.json', { type: 'application/json' }))
  expect(await within(panel).findByText(/it is no number/)).toBeInTheDocument()
  expect(asked.some(({ path }) => path.endsWith('/passports/statements'))).toBe(true)
  await userEvent.click(within(panel).getByRole('button', { name: /Take back The mill/ }))
  expect(asked.some(({ path }) => path.endsWith('/withdraw'))).toBe(true)
})

test('a supplier is named by its key, a did:web with one that is given, and ended', async () => {
  const asked = answers(WORLD())
  open(Trace, '/trace/:tab?', '/trace/passports')
  const form = within(await screen.findByRole('form', { name: 'Let a supplier sign' }))
  await userEvent.type(form.getByRole('textbox', { name: /Name/ }), 'Dye house')
  expect(form.queryByRole('textbox', { name: /^Key/ })).toBeNull()
  await userEvent.type(form.getByRole('textbox', { name: /DID/ }), 'did:web:dye.example')
  await userEvent.type(form.getByRole('textbox', { name: /^Key/ }), 'z6Mk{Enter}')
  expect(asked.find(({ method, path }) => method === 'POST' && path.endsWith('/signers'))?.body).toMatchObject({ did: 'did:web:dye.example', name: 'Dye house', key: 'z6Mk' })
  await userEvent.click(await screen.findByRole('button', { name: 'The mill may not sign any more' }))
  expect(asked.some(({ path }) => path.endsWith('/signers/end'))).toBe(true)
})

test('labels are for the paper that is chosen', async () => {
  answers(WORLD())
  open(Trace, '/trace/:tab?', `/trace/passports?passport=${ID}`)
  const link = await screen.findByRole('link', { name: 'Labels to print' })
  expect(link).toHaveAttribute('href', '/api/v1/passports/labels.pdf?garment=tee&paper=70x37&skip=0')
  await userEvent.clear(screen.getByRole('textbox', { name: 'Labels used up' }))
  await userEvent.type(screen.getByRole('textbox', { name: 'Labels used up' }), '5')
  expect(link).toHaveAttribute('href', '/api/v1/passports/labels.pdf?garment=tee&paper=70x37&skip=5')
})
