import { randomUUID } from 'node:crypto'
import { type FileHandle, open, unlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import type { UploadedFile } from './uploaded-file.ts'

/** How much of a file is kept in memory; a longer one goes to the disk. */
const MEMORY_BYTES = 65_536
const READ_BYTES = 65_536

/** The files of one request. */
export class SpooledFiles {
  readonly #files: SpooledFile[] = []
  #isClosed = false

  /** Reads to the end of the content. */
  async add(
    content: AsyncIterable<Buffer>,
    named: Pick<UploadedFile, 'filename' | 'contentType'>,
  ): Promise<UploadedFile> {
    const file = new SpooledFile(named.filename, named.contentType)
    this.#files.push(file)
    try {
      for await (const piece of content) await file.append(piece)
      return file
    } finally {
      // Its request may have ended in the meantime, with nobody left to free it.
      if (this.#isClosed) await file.close()
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true
    await Promise.all(this.#files.map((file) => file.close()))
  }
}

class SpooledFile implements UploadedFile {
  readonly filename: string | undefined
  readonly contentType: string
  sizeBytes = 0
  #pieces: Buffer[] = []
  #handle: FileHandle | undefined
  #isClosed = false

  constructor(filename: string | undefined, contentType: string) {
    this.filename = filename
    this.contentType = contentType
  }

  async append(piece: Buffer): Promise<void> {
    if (this.#isClosed) return
    this.sizeBytes += piece.length
    this.#pieces.push(piece)
    if (this.sizeBytes <= MEMORY_BYTES) return
    const pieces = Buffer.concat(this.#pieces)
    this.#pieces = []
    this.#handle ??= await openUnnamed()
    await this.#handle.appendFile(pieces)
  }

  stream(): Readable {
    const stream = Readable.from(this.#read(), { objectMode: false })
    // A handler that does not wait for it must not bring the process down.
    return stream.on('error', () => undefined)
  }

  async bytes(): Promise<Buffer> {
    const pieces: Buffer[] = []
    for await (const piece of this.#read()) pieces.push(piece)
    return Buffer.concat(pieces, this.sizeBytes)
  }

  async close(): Promise<void> {
    this.#isClosed = true
    this.#pieces = []
    await this.#handle?.close()
  }

  async *#read(): AsyncGenerator<Buffer, void> {
    for (let position = 0; ;) {
      if (this.#isClosed) throw new Error('The file is gone: its request has been answered.')
      if (position === this.sizeBytes) return
      if (!this.#handle) {
        yield* this.#pieces
        return
      }
      const length = Math.min(READ_BYTES, this.sizeBytes - position)
      const { bytesRead, buffer } = await this.#handle.read(Buffer.allocUnsafe(length), 0, length, position)
      if (bytesRead === 0) throw new Error('The file has lost its end.')
      position += bytesRead
      yield buffer.subarray(0, bytesRead)
    }
  }
}

/** It loses its name at once: nobody else can open it, and nothing is left of it when the process ends, however it ends. */
async function openUnnamed(): Promise<FileHandle> {
  const name = path.join(tmpdir(), `upload-${randomUUID()}`)
  const handle = await open(name, 'wx+', 0o600)
  try {
    await unlink(name)
    return handle
  } catch (error) {
    await handle.close()
    throw error
  }
}
