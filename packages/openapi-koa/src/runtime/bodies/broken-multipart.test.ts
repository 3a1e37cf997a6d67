import { describe, expect, it } from 'vitest'
import { connectTo, readAll } from '../../fixtures/serve.ts'
import { TITLE, bodyOf, expectNoFilesLeft, part, post, send, serveUploads, wire } from '../../testing/serve-uploads.ts'

expectNoFilesLeft()

/** The same text as an old client would send it. */
function latin1(name: string): Buffer {
  return Buffer.from(wire([part('title', 'A'), part(name, 'é')]), 'latin1')
}

describe('a broken multipart body', () => {
  const text = part('title', 'A')
  const many = Array.from({ length: 3000 }, () => part('x', ''))
  it.each<[string, string, object]>([
    ['ends before it begins', '', { reason: 'malformed' }],
    ['has no boundary in it', 'hello', { reason: 'malformed' }],
    ['ends after a part', wire([text], ''), { reason: 'malformed' }],
    ['ends after a boundary', wire([text], '--b'), { reason: 'malformed' }],
    ['ends in the midst of its last boundary', wire([text], '--b-'), { reason: 'malformed' }],
    ['ends in the fields of a part', wire([text], '--b\r\nContent-Disp'), { reason: 'malformed' }],
    ['ends in a file', wire([text], `--b\r\n${part('photo', 'xx', '; filename="a"')}`), { reason: 'malformed' }],
    ['has a part without fields', wire([text, '\r\nx']), { reason: 'malformed' }],
    [
      'has a part whose fields do not end',
      wire([text, 'Content-Disposition: form-data; name="x"']),
      { reason: 'malformed' },
    ],
    ['has a part without a name', wire([text, 'Content-Disposition: form-data\r\n\r\nx']), { reason: 'malformed' }],
    ['names a part twice', wire([part('title', 'A', '; name="count"')]), { reason: 'malformed' }],
    [
      'has a part with two dispositions',
      wire([`Content-Disposition: form-data; name="x"\r\n${text}`]),
      { reason: 'malformed' },
    ],
    ['has a part with two types', wire([`Content-Type: a/b\r\nContent-Type: a/c\r\n${text}`]), { reason: 'malformed' }],
    [
      'has a part with a broken disposition',
      wire(['Content-Disposition: form-data; name="x\r\n\r\n']),
      { reason: 'malformed' },
    ],
    ['has a part with a broken type', wire([`Content-Type: x\r\n${text}`]), { reason: 'malformed' }],
    ['has a part with long fields', wire([`X: ${'x'.repeat(9000)}\r\n${text}`]), { reason: 'malformed' }],
    ['has a part with very long fields', wire([`X: ${'x'.repeat(100_000)}\r\n${text}`]), { reason: 'malformed' }],
    ['has a part with many fields', wire([`${'X: 1\r\n'.repeat(20)}${text}`]), { reason: 'malformed' }],
    [
      'has a part that is encoded',
      wire([`Content-Transfer-Encoding: base64\r\n${text}`]),
      { status: 415, name: 'title' },
    ],
    [
      'has a part in another charset',
      wire([`Content-Type: text/plain; charset=utf-16\r\n${text}`]),
      { status: 415, name: 'title' },
    ],
    ['has thousands of empty parts', wire(many), { reason: 'too-many-parameters' }],
    ['has thousands of parts without fields', `${'--b\r\n'.repeat(3000)}--b--`, { reason: 'malformed' }],
  ])('that %s is refused', async (_, body, expected) => {
    const served = await serveUploads()
    const answer = await send(served, body)
    expect(await answer.json()).toMatchObject({ status: 400, place: 'body', ...expected })
    expect(served.requests).toEqual([])
    expect(served.errors).toEqual([])
    // The connection is fit for what comes next.
    expect((await post(served, [TITLE])).status).toBe(204)
  })

  it.each([
    ['multipart/form-data', 400, 'malformed'],
    ['multipart/form-data; boundary=', 400, 'malformed'],
    ['multipart/form-data; boundary=""', 400, 'malformed'],
    [`multipart/form-data; boundary=${'x'.repeat(71)}`, 400, 'malformed'],
    ['multipart/form-data; boundary="a\tb"', 400, 'malformed'],
    ['multipart/mixed; boundary=b', 415, 'unsupported-media-type'],
    ['multipart/*; boundary=b', 415, 'unsupported-media-type'],
  ])('of the type %s is refused', async (contentType, status, reason) => {
    const served = await serveUploads()
    const answer = await send(served, wire([text]), contentType)
    expect(await answer.json()).toMatchObject({ status, place: 'body', reason })
  })

  it('that is not UTF-8 is refused in a text, and not in a file', async () => {
    const served = await serveUploads()
    expect(await (await send(served, latin1('tags'))).json()).toMatchObject({ reason: 'malformed', name: 'tags' })
    expect((await send(served, latin1('photo'))).status).toBe(204)
  })

  it('whose boundary never comes is refused at the limit, and not read to its end', async () => {
    const served = await serveUploads()
    const socket = await connectTo(served.port)
    const answer = readAll(socket)
    socket.write(
      'POST /uploads HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\nTransfer-Encoding: chunked\r\n\r\n',
    )
    const start = wire([part('photo', 'x', '; filename="a"')], '')
    socket.write(`${start.length.toString(16)}\r\n${start}\r\n`)
    const chunk = `10000\r\n${'\r\n--'.repeat(0x4000)}\r\n`
    const pump = (): void => {
      while (!socket.destroyed && socket.write(chunk));
    }
    socket.on('drain', pump)
    pump()
    expect(await answer).toContain('HTTP/1.1 413 ')
    expect(socket.bytesWritten).toBeLessThan(64_000_000)
  })

  it('may say something before and after its parts', async () => {
    const served = await serveUploads()
    expect((await send(served, `hello\r\n${wire([text])}\r\ngood --b bye\r\n--b--`)).status).toBe(204)
    expect(bodyOf(served)).toEqual({ title: 'A' })
  })
})
