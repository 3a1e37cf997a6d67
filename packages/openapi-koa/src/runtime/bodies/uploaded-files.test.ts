import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { fstatSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { connectTo } from '../../fixtures/serve.ts'
import {
  type Field,
  LIMIT,
  TITLE,
  bodyOf,
  expectNoFilesLeft,
  openNameless,
  part,
  post,
  send,
  serveUploads,
  wire,
} from '../../testing/serve-uploads.ts'
import type { UploadedFile } from './uploaded-file.ts'

const expectNone = expectNoFilesLeft()

describe('a file', () => {
  it.each([0, 1, 65_536, 65_537, 1_500_000])(
    'of %i bytes arrives whole, and is gone after the answer',
    async (size) => {
      const content = Buffer.alloc(size, 'Ab-\r\n--b')
      const files: UploadedFile[] = []
      const served = await serveUploads({
        upload: async (request) => {
          const { photo } = (request as { body: { photo: UploadedFile } }).body // as the document says
          files.push(photo)
          const modes = openNameless().map((fd) => fstatSync(Number(fd)).mode & 0o777)
          expect(modes).toEqual(size > 65_536 ? [0o600] : [])
          expect(content.equals(await photo.bytes())).toBe(true)
          const hash = createHash('sha256')
          for await (const chunk of photo.stream()) hash.update(chunk as Buffer) // a stream of bytes
          expect(hash.digest('hex')).toBe(createHash('sha256').update(content).digest('hex'))
          expect(content.equals(await photo.bytes())).toBe(true)
          return { status: 204 }
        },
      })
      expect((await post(served, [TITLE, ['photo', new Blob([content]), 'a.bin']])).status).toBe(204)
      expect(served.errors).toEqual([])
      expect(files[0]).toMatchObject({ filename: 'a.bin', contentType: 'application/octet-stream', sizeBytes: size })
      await expectNone()
      await expect(files[0]?.bytes()).rejects.toThrow('gone')
    },
  )

  it('comes among others in the order in which they were sent', async () => {
    const served = await serveUploads()
    const papers = ['a', 'b', 'c'].map((name): Field => ['papers', new Blob([name], { type: 'application/pdf' }), name])
    expect((await post(served, [TITLE, ...papers])).status).toBe(204)
    expect(bodyOf(served)['papers']).toMatchObject([{ filename: 'a' }, { filename: 'b' }, { filename: 'c' }])
  })

  it('may have no name, and be of a range of types', async () => {
    const served = await serveUploads()
    const typed = part('picture', 'x').replace('\r\n', '\r\nContent-Type: image/PNG; q=1\r\n')
    expect((await send(served, wire([part('title', 'A'), part('photo', 'x'), typed]))).status).toBe(204)
    expect(bodyOf(served)).toMatchObject({
      photo: { filename: undefined, contentType: 'text/plain', sizeBytes: 1 },
      picture: { filename: undefined, contentType: 'image/PNG; q=1' },
    })
  })

  it.each([
    ['is refused with the rest of the body', [TITLE, ['count', 'x']], undefined, 400],
    ['is given to a handler that throws', [TITLE], () => Promise.reject(new Error('a bug')), 500],
    ['is more than the body may be', [TITLE, ['papers', new Blob([Buffer.alloc(LIMIT)]), 'b']], undefined, 413],
  ] as const)('leaves nothing behind when it %s', async (_, fields, upload, status) => {
    const served = await serveUploads(upload && { upload })
    const answer = await post(served, [['photo', new Blob([Buffer.alloc(200_000)]), 'a'], ...fields])
    expect(answer.status).toBe(status)
    expect(served.errors).toHaveLength(status === 500 ? 1 : 0)
  })

  it('leaves nothing behind when its sender goes away in the midst of it', async () => {
    const { promise: refused, resolve } = Promise.withResolvers<unknown>()
    const served = await serveUploads({}, { onInvalidRequest: (failure) => (resolve(failure), { status: 400 }) })
    const socket = await connectTo(served.port)
    const start = wire([part('photo', 'x'.repeat(300_000), '; filename="a"')], '')
    socket.write(
      `POST /uploads HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 1000000\r\n\r\n`,
    )
    socket.write(start, () => socket.destroy())
    expect(await refused).toMatchObject({ place: 'body', reason: 'malformed' })
    expect(served.requests).toEqual([])
  })

  it('leaves nothing behind when its sender goes away while the handler works', async () => {
    const { promise: handled, resolve } = Promise.withResolvers<UploadedFile>()
    const { promise: gone, resolve: leave } = Promise.withResolvers<void>()
    const served = await serveUploads({
      upload: async (request) => {
        const { body, context } = request as { body: { photo: UploadedFile }; context: { res: NodeJS.EventEmitter } } // as serveDocument makes it
        const closed = once(context.res, 'close')
        resolve(body.photo)
        await closed
        leave()
        return { status: 204 }
      },
    })
    const socket = await connectTo(served.port)
    const body = wire([part('title', 'A'), part('photo', 'x'.repeat(300_000), '; filename="a"')])
    socket.write(
      `POST /uploads HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    )
    const photo = await handled
    socket.destroy()
    await gone
    await expect(photo.bytes()).rejects.toThrow('gone')
  })
})
