import { describe, expect, it } from 'vitest'
import {
  type Field,
  TITLE,
  bodyOf,
  expectNoFilesLeft,
  part,
  post,
  send,
  serveUploads,
  wire,
} from '../../testing/serve-uploads.ts'

expectNoFilesLeft()

describe('the parts of a multipart body', () => {
  it('arrive as their types, texts and JSON', async () => {
    const served = await serveUploads()
    const fields: Field[] = [
      ['title', 'Ä "b"\r\n'],
      ['count', '7'],
      ['tags', 'a,b'],
      ['tags', 'c'],
      ['place', '{"x":1.5}'],
      ['notes', '{"n":1}'],
      ['notes', '{"n":2}'],
      ['list', '[1,2]'],
      ['other', 'ignored'],
    ]
    expect((await post(served, fields)).status).toBe(204)
    expect(bodyOf(served)).toEqual({
      title: 'Ä "b"\r\n',
      count: 7,
      tags: ['a,b', 'c'],
      place: { x: 1.5 },
      notes: [{ n: 1 }, { n: 2 }],
      list: [1, 2],
    })
    expect((await post(served, [TITLE, ['notes', '[{"n":1}]'], ['list', '1'], ['tags', 'x']])).status).toBe(204)
    expect(bodyOf(served)).toEqual({ title: 'A', notes: [{ n: 1 }], list: [1], tags: ['x'] })
  })

  it.each<[string, Field[], object]>([
    ['one that is missing', [['count', '1']], { status: 400, reason: 'missing', name: 'title' }],
    ['a wrong type', [TITLE, ['count', 'x']], { status: 400, reason: 'invalid', name: 'count' }],
    ['one that is too long', [['title', 'x'.repeat(41)]], { status: 400, reason: 'invalid', name: 'title' }],
    ['broken JSON', [TITLE, ['place', '{']], { status: 400, reason: 'malformed', name: 'place' }],
    ['JSON that does not fit', [TITLE, ['place', '{}']], { status: 400, reason: 'missing', path: ['place', 'x'] }],
    ['a prototype in JSON', [TITLE, ['place', '{"__proto__":1}']], { status: 400, reason: 'invalid', name: 'place' }],
    ['the same text twice', [TITLE, TITLE], { status: 400, reason: 'repeated', name: 'title' }],
    ['the same JSON twice', [TITLE, ['place', '{"x":1}'], ['place', '{"x":1}']], { status: 400, reason: 'repeated' }],
    ['a part named like the prototype', [TITLE, ['__proto__', '1']], { status: 400, reason: 'invalid', path: [] }],
    [
      'the same file twice',
      [TITLE, ['photo', new Blob(['1']), 'a'], ['photo', new Blob(['2']), 'b']],
      { status: 400, reason: 'repeated', name: 'photo' },
    ],
    [
      'too few files',
      [TITLE, ['papers', new Blob(['1']), 'a']],
      { status: 400, reason: 'invalid', name: 'papers', path: ['papers'] },
    ],
    [
      'too many files',
      [TITLE, ...Array.from({ length: 4 }, (): Field => ['papers', new Blob(['1']), 'a'])],
      { status: 400, reason: 'invalid', name: 'papers' },
    ],
    [
      'a file of another type',
      [TITLE, ['picture', new Blob(['1'], { type: 'image/gif' }), 'a.gif']],
      { status: 415, reason: 'unsupported-media-type', name: 'picture' },
    ],
    ['text for a file', [TITLE, ['picture', 'x']], { status: 415, reason: 'unsupported-media-type', name: 'picture' }],
    ['a text that is too large', [['title', 'x'.repeat(40_000)]], { status: 400, reason: 'too-large', name: 'title' }],
  ])('are refused for %s', async (_, fields, expected) => {
    const served = await serveUploads()
    const answer = await post(served, fields)
    expect(await answer.json()).toMatchObject({ place: 'body', ...expected })
    expect(served.requests).toEqual([])
    expect(served.errors).toEqual([])
  })

  it('are refused when a file that is required is not among them', async () => {
    const served = await serveUploads()
    const missing = { status: 400, reason: 'missing', name: 'photo' }
    expect(await (await post(served, [['x', '1']], '/photos')).json()).toMatchObject(missing)
    // What a browser sends for a field in which nobody chose a file, and what others make of it.
    for (const more of ['; filename=""', '']) {
      const answer = await send(served, wire([part('photo', '', more)]), 'multipart/form-data; boundary=b', '/photos')
      expect(await answer.json()).toMatchObject(missing)
    }
    expect((await post(served, [['photo', new Blob([]), 'empty.txt']], '/photos')).status).toBe(204)
  })

  it('are all taken where the document names none', async () => {
    const served = await serveUploads()
    const fields: Field[] = [
      ['a', '1'],
      ['a', '2'],
      ['b', '3'],
      ['f', new Blob(['x']), 'x.bin'],
      ['toString', '4'],
    ]
    expect((await post(served, fields, '/anything')).status).toBe(204)
    expect({ ...bodyOf(served) }).toEqual({
      a: ['1', '2'],
      b: '3',
      toString: '4',
      f: expect.objectContaining({ filename: 'x.bin', sizeBytes: 1 }),
    })
  })

  it('may come in multipart/mixed, with or without names', async () => {
    const served = await serveUploads()
    const body = wire([part('a', '1'), 'Content-Type: application/json\r\n\r\n{}'])
    expect((await send(served, body, 'multipart/mixed; boundary="b"', '/anything')).status).toBe(204)
    expect(bodyOf(served)).toMatchObject({ a: '1', '': { contentType: 'application/json', sizeBytes: 2 } })
    expect((await send(served, body, 'multipart/related; boundary="b"', '/anything')).status).toBe(415)
  })
})
