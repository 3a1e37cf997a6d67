import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ServerSentEvent, eventText } from './server-sent-event.ts'

describe('an event goes out', () => {
  it.each<[ServerSentEvent, string]>([
    [{ data: 'a' }, 'data: a\n\n'],
    [{ data: '' }, 'data: \n\n'],
    [{ data: ' a' }, 'data:  a\n\n'],
    [{ data: 'a\nb\rc\r\nd\n' }, 'data: a\ndata: b\ndata: c\ndata: d\ndata: \n\n'],
    [{ data: { a: 'b\nc' } }, 'data: {"a":"b\\nc"}\n\n'],
    [{ data: null }, 'data: null\n\n'],
    [{ data: 3, event: 'e', id: 'i', retryMilliseconds: 0 }, 'event: e\nid: i\nretry: 0\ndata: 3\n\n'],
    [{ id: '' }, 'id: \n\n'],
    [{ comment: 'still\nhere' }, ': still\n: here\n\n'],
    [{}, ''],
  ])('%j as %j', (event, text) => {
    expect(eventText(event)).toBe(text)
  })

  it.each([
    [{ event: 'a\nb' }, 'The event of a server-sent event is one line.'],
    [{ event: 'a\rdata: x' }, 'The event of a server-sent event is one line.'],
    [{ id: 'a\r\nb' }, 'The id of a server-sent event is one line.'],
    [{ id: 'a\0' }, 'The id of a server-sent event has no NUL.'],
    [{ retryMilliseconds: 1.5 }, 'A server-sent event is retried after whole milliseconds.'],
    [{ retryMilliseconds: -1 }, 'A server-sent event is retried after whole milliseconds.'],
    [{ data: () => 1 }, 'The data of a server-sent event is text or JSON.'],
    ['data: a', 'A server-sent event is an object.'],
    [null, 'A server-sent event is an object.'],
  ])('not as %j', (event, message) => {
    expect(() => eventText(event as ServerSentEvent)).toThrow(new TypeError(message))
  })
})

/** As a client reads it. https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation */
function interpret(stream: string): { data: string; event: string; id: string; retry: number | undefined }[] {
  const events = []
  let [data, event, id] = ['', '', '']
  let retry: number | undefined
  for (const line of stream.split(/\r\n|\r|\n/)) {
    if (line === '') {
      if (data !== '') events.push({ data: data.slice(0, -1), event, id, retry })
      ;[data, event] = ['', '']
    }
    const colon = line.indexOf(':')
    const [field, rest] = colon === -1 ? [line, ''] : [line.slice(0, colon), line.slice(colon + 1)]
    const value = rest.startsWith(' ') ? rest.slice(1) : rest
    if (field === 'data') data += `${value}\n`
    if (field === 'event') event = value
    if (field === 'id' && !value.includes('\0')) id = value
    if (field === 'retry' && /^\d+$/.test(value)) retry = Number(value)
  }
  return events
}

it('is read by a client as it was given, in 500 streams', () => {
  const text = fc.string({ unit: fc.constantFrom('a', ' ', ':', '\n', '\r', '\r\n', 'é', 'data: ', '\uFEFF') })
  const oneLine = text.map((one) => one.replaceAll(/[\r\n]/g, ''))
  const anyEvent = fc.record({ data: text, event: oneLine, id: oneLine, retryMilliseconds: fc.nat(), comment: text })
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 4 }), (events) => {
      expect(interpret(events.map(eventText).join(''))).toEqual(
        events.map(({ data, event, id, retryMilliseconds }) => ({
          data: data.replaceAll(/\r\n|\r/g, '\n'),
          event,
          id,
          retry: retryMilliseconds,
        })),
      )
    }),
    { numRuns: 500 },
  )
})
