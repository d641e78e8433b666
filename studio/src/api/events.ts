/** Server-sent events out of a byte stream (WHATWG HTML, 9.2.6); what they mean is for others. */

export interface ServerEvent {
  /** `message` where the server gave no name. */
  name: string
  data: string
  id: string
}

/** Cuts text into events as it arrives; the pieces may break anywhere, even between CR and LF. */
export class EventParser {
  private rest = ''
  private name = ''
  private id = ''
  private data: string[] = []

  /** @returns the events that this piece completes. */
  push(piece: string): ServerEvent[] {
    const found: ServerEvent[] = []
    this.rest += piece
    for (;;) {
      const end = /\r\n|\n|\r(?!$)/.exec(this.rest)
      if (!end) return found
      const line = this.rest.slice(0, end.index)
      this.rest = this.rest.slice(end.index + end[0].length)
      const event = this.take(line)
      if (event) found.push(event)
    }
  }

  private take(line: string): ServerEvent | null {
    if (line === '') {
      const event = this.data.length > 0 ? { name: this.name || 'message', data: this.data.join('\n'), id: this.id } : null
      this.name = ''
      this.data = []
      return event
    }
    const colon = line.indexOf(':')
    if (colon === 0) return null
    const field = colon < 0 ? line : line.slice(0, colon)
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '')
    if (field === 'event') this.name = value
    else if (field === 'data') this.data.push(value)
    else if (field === 'id' && !value.includes('\0')) this.id = value
    return null
  }
}

/** The events of an answer, until it ends. */
export async function* eventsOf(response: Response): AsyncGenerator<ServerEvent> {
  if (!response.body) return
  const parser = new EventParser()
  const decoder = new TextDecoder()
  const reader = response.body.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield* parser.push(decoder.decode(value, { stream: true }))
    }
  } finally {
    reader.cancel().catch(() => {})
  }
}
