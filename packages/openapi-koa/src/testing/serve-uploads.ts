import { fstatSync, readdirSync } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, expect, vi } from 'vitest'
import { type ServedDocument, serveDocument } from './serve-document.ts'
import type { AnyHandler, AnyRouterOptions } from '../runtime/build-router.ts'

const UPLOADS = `
openapi: 3.1.0
info: { title: Uploads, version: '1' }
paths:
  /uploads:
    post:
      operationId: upload
      requestBody:
        required: true
        content:
          multipart/form-data:
            schema:
              type: object
              required: [title]
              properties:
                title: { type: string, minLength: 1, maxLength: 40 }
                count: { type: integer }
                tags: { type: array, items: { type: string } }
                place: { type: object, required: [x], properties: { x: { type: number } } }
                notes: { type: array, items: { type: object, properties: { n: { type: integer } } } }
                list: { type: array, items: { type: integer } }
                photo: { type: string, format: binary, maxLength: 5 }
                picture: {}
                papers: { type: array, minItems: 2, maxItems: 3, items: { type: string, contentMediaType: application/pdf } }
            encoding:
              picture: { contentType: 'image/png, image/x-*' }
              list: { contentType: application/json }
      responses: { '204': { description: Taken. } }
  /photos:
    post:
      operationId: addPhoto
      requestBody:
        required: true
        content:
          multipart/form-data:
            schema:
              type: object
              required: [photo]
              properties: { photo: { type: string, format: binary } }
      responses: { '204': { description: Taken. } }
  /anything:
    post:
      operationId: take
      requestBody: { required: true, content: { multipart/form-data: {}, multipart/mixed: {} } }
      responses: { '204': { description: Taken. } }
`

export const LIMIT = 2_000_000

/** Gives the tests of a file a folder of their own for temporary files, and fails those that leave one behind. */
export function expectNoFilesLeft(): () => Promise<void> {
  let folder: string
  const expectNone = async (): Promise<void> => {
    await vi.waitFor(async () => expect([...(await readdir(folder)), ...openNameless()]).toEqual([]))
  }
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'uploads-test-'))
    vi.stubEnv('TMPDIR', folder)
  })
  afterEach(expectNone)
  afterAll(async () => {
    vi.unstubAllEnvs()
    await rm(folder, { recursive: true })
  })
  return expectNone
}

/** Files without a name that this process holds open. */
export function openNameless(): string[] {
  return readdirSync('/dev/fd').filter((fd) => {
    try {
      const file = fstatSync(Number(fd))
      return file.isFile() && file.nlink === 0
    } catch {
      return false
    }
  })
}

export function serveUploads(
  handlers: Readonly<Record<string, AnyHandler>> = {},
  options: Partial<AnyRouterOptions> = {},
): Promise<ServedDocument> {
  return serveDocument(UPLOADS, handlers, { bodyLimitBytes: LIMIT, ...options })
}

export type Field = readonly [name: string, value: string | Blob, filename?: string]

export function post(served: ServedDocument, fields: readonly Field[], at = '/uploads'): Promise<Response> {
  const body = new FormData()
  for (const [name, value, filename] of fields) {
    if (typeof value === 'string') body.append(name, value)
    else body.append(name, value, filename)
  }
  return fetch(served.origin + at, { method: 'POST', body })
}

export function bodyOf(served: ServedDocument): Record<string, unknown> {
  return served.requests.at(-1)?.['body'] as Record<string, unknown> // a multipart body is an object
}

export const TITLE: Field = ['title', 'A']

/** A body as it stands on the wire, of parts that are given with their fields. */
export function wire(parts: readonly string[], end = '--b--\r\n'): string {
  return parts.map((one) => `--b\r\n${one}\r\n`).join('') + end
}

export function part(name: string, content: string, more = ''): string {
  return `Content-Disposition: form-data; name="${name}"${more}\r\n\r\n${content}`
}

export async function send(
  served: ServedDocument,
  body: string | Buffer,
  contentType = 'multipart/form-data; boundary=b',
  at = '/uploads',
): Promise<Response> {
  return await fetch(served.origin + at, {
    method: 'POST',
    headers: { 'Content-Type': contentType },
    body: Buffer.from(body),
  })
}
