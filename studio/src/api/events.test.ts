import { expect, test } from 'vitest'
import { stream } from '../../test/server'
import { EventParser, eventsOf } from './events'

const TEXT = ': hello\r\n\r\nevent: progress\r\nid: 7\r\ndata: {"a":\r\ndata: 1}\r\n\r\ndata: plain\n\nevent: nothing\n\n'
const EVENTS = [
  { name: 'progress', id: '7', data: '{"a":\n1}' },
  { name: 'message', id: '7', data: 'plain' },
]

test('events are cut out of a stream however it breaks', () => {
  for (let size = 1; size <= TEXT.length; size += 1) {
    const parser = new EventParser()
    const found = []
    for (let at = 0; at < TEXT.length; at += size) found.push(...parser.push(TEXT.slice(at, at + size)))
    expect(found, `pieces of ${size}`).toEqual(EVENTS)
  }
})

test('half an event at the end of a stream is none', () => {
  expect(new EventParser().push('data: half\n')).toEqual([])
})

test('an answer is read as events, also where a character is cut in two', async () => {
  const found = []
  for await (const event of eventsOf(stream('data: 款式\n\n'))) found.push(event.data)
  expect(found).toEqual(['款式'])
})
