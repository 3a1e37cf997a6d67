import { describe, expect, it } from 'vitest'
import { openNameless } from '../../testing/serve-uploads.ts'
import { SpooledFiles } from './spooled-files.ts'

const NAMED = { filename: 'a', contentType: 'a/b' }

describe('the files of a request', () => {
  it.each([0, 6, 7, 19])('are closed also when the request ends while piece %i of one is stored', async (ending) => {
    const files = new SpooledFiles()
    let closing: Promise<void> | undefined
    async function* content(): AsyncGenerator<Buffer, void> {
      for (let piece = 0; piece < 20; piece += 1) {
        // The file is being opened, or written to, when this runs.
        if (piece === ending) process.nextTick(() => (closing = files.close()))
        yield Buffer.alloc(10_000)
      }
    }
    const file = await files.add(content(), NAMED)
    await closing
    expect(openNameless()).toEqual([])
    await expect(file.bytes()).rejects.toThrow('gone')
  })

  it('are closed also when a body breaks off after its request has ended', async () => {
    const files = new SpooledFiles()
    async function* content(): AsyncGenerator<Buffer, void> {
      process.nextTick(() => void files.close())
      yield Buffer.alloc(100_000)
      throw new Error('It broke off.')
    }
    await expect(files.add(content(), NAMED)).rejects.toThrow('It broke off.')
    expect(openNameless()).toEqual([])
  })

  it('can be read by several at once', async () => {
    const files = new SpooledFiles()
    const content = Buffer.from('0123456789'.repeat(20_000))
    const file = await files.add(
      (async function* () {
        yield content.subarray(0, 70_000)
        yield content.subarray(70_000)
      })(),
      NAMED,
    )
    expect(openNameless()).toHaveLength(1)
    for (const bytes of await Promise.all([file.bytes(), file.bytes()])) expect(bytes.equals(content)).toBe(true)
    await files.close()
    expect(openNameless()).toEqual([])
    await expect(file.stream().toArray()).rejects.toThrow('gone')
  })
})
