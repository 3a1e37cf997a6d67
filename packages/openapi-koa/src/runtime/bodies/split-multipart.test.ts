import { describe, expect, it } from 'vitest'
import { InvalidBody } from './invalid-body.ts'
import { splitMultipart } from './split-multipart.ts'

/** Seeded, so that a failure can be repeated. */
function randomOf(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

async function* inPieces(bytes: Buffer, lengthOf: () => number): AsyncGenerator<Buffer, void> {
  for (let at = 0; at < bytes.length;) {
    const end = at + lengthOf()
    yield Buffer.from(bytes.subarray(at, end))
    at = end
  }
}

interface Part {
  readonly name: string
  readonly content: string
}

async function readAll(body: AsyncIterable<Buffer>, boundary: string): Promise<Part[]> {
  const parts: Part[] = []
  for await (const { headers, content } of splitMultipart(body, boundary, 1000)) {
    const pieces: Buffer[] = []
    for await (const piece of content) pieces.push(piece)
    parts.push({ name: String(headers['x-name']), content: Buffer.concat(pieces).toString('latin1') })
  }
  return parts
}

const BOUNDARIES = ['b', '--b--', "0'()+_,-./:=? x", 'x'.repeat(70)]

describe('a multipart body', () => {
  it('has the same parts however it arrives, at 400 random cuts of contents that resemble boundaries', async () => {
    const random = randomOf(1)
    for (let round = 0; round < 400; round += 1) {
      const boundary = BOUNDARIES[round % BOUNDARIES.length] ?? ''
      const delimiter = `\r\n--${boundary}`
      const fragments = [
        '\r',
        '\n',
        '-',
        '\r\n',
        '\r\n-',
        '\r\n--',
        delimiter.slice(0, -1),
        'a',
        `--${boundary}`,
        '\0é',
      ]
      const parts = Array.from({ length: random(5) }, (_, index) => {
        const content = Array.from({ length: random(12) }, () => fragments[random(fragments.length)]).join('')
        // What is the boundary itself cannot be content.
        return { name: String(index), content: content.replaceAll(delimiter, '') }
      }).filter(({ content }) => !content.includes(delimiter) && !`\r\n${content}`.includes(delimiter))
      const text = parts.map(({ name, content }) => `--${boundary}\r\nX-Name: ${name}\r\n\r\n${content}\r\n`).join('')
      const bytes = Buffer.from(`${text}--${boundary}--\r\n`, 'latin1')
      const longest = 1 + random(40)
      expect(
        await readAll(
          inPieces(bytes, () => 1 + random(longest)),
          boundary,
        ),
        `round ${round}`,
      ).toEqual(parts)
    }
  })

  it('is refused wherever it breaks off', async () => {
    const bytes = Buffer.from('--b\r\nX-Name: a\r\n\r\nhello\r\n--b\r\nX-Name: b\r\n\r\n\r\n--b--\r\n')
    for (let length = 0; length < bytes.length - 2; length += 1) {
      const body = inPieces(bytes.subarray(0, length), () => 3)
      await expect(readAll(body, 'b')).rejects.toThrow('body')
    }
    expect(
      await readAll(
        inPieces(bytes.subarray(0, -2), () => 3),
        'b',
      ),
    ).toHaveLength(2)
  })

  it('is either read or refused, the same at every cut, with 1,000 random changes', async () => {
    const random = randomOf(2)
    const whole = '--b\r\nX-Name: a\r\n\r\nhello\r\n--b\r\nX-Name: b\r\nX: y\r\n\r\n\r\n--b--\r\n'
    const outcomeOf = async (text: string, longest: number): Promise<unknown> => {
      try {
        return await readAll(
          inPieces(Buffer.from(text, 'latin1'), () => 1 + random(longest)),
          'b',
        )
      } catch (error) {
        return error instanceof InvalidBody ? error.message : error
      }
    }
    let refused = 0
    for (let round = 0; round < 1000; round += 1) {
      const at = random(whole.length)
      const inserted = ['', '\r', '\n', '-', '\r\n', '--b', '\r\n--b', ':', '\0'][random(9)]
      const text = whole.slice(0, at) + inserted + whole.slice(at + random(3))
      const outcome = await outcomeOf(text, 1000)
      expect({ text, outcome: await outcomeOf(text, 1 + random(9)) }).toEqual({ text, outcome })
      expect(outcome).not.toBeInstanceOf(Error)
      if (typeof outcome === 'string') refused += 1
    }
    expect(refused).toBeGreaterThan(100)
  })

  it('is read no faster than its parts are', async () => {
    let given = 0
    async function* endless(): AsyncGenerator<Buffer, void> {
      yield Buffer.from('--b\r\nX-Name: a\r\n\r\n')
      for (;;) {
        given += 1
        yield Buffer.alloc(1000, 'x')
      }
    }
    const parts = splitMultipart(endless(), 'b', 10)
    const first = await parts.next()
    // What ends a line may begin a boundary.
    expect(given).toBeLessThanOrEqual(1)
    const pieces = first.value?.content[Symbol.asyncIterator]()
    await pieces?.next()
    await pieces?.next()
    expect(given).toBeLessThanOrEqual(4)
    await parts.return()
  })

  it('skips what was not read, and tells who reads on too late', async () => {
    const bytes = Buffer.from(`--b\r\nX-Name: a\r\n\r\n${'x'.repeat(100)}\r\n--b\r\nX-Name: b\r\n\r\nhello\r\n--b--`)
    const parts = splitMultipart(
      inPieces(bytes, () => 30),
      'b',
      10,
    )
    const first = await parts.next()
    const pieces = first.value?.content[Symbol.asyncIterator]()
    await pieces?.next()
    const [late, second] = await Promise.all([pieces?.next(), parts.next()])
    expect(late?.value).toBeInstanceOf(Buffer)
    expect(second.value?.headers['x-name']).toEqual(['b'])
    await expect(pieces?.next()).rejects.toThrow('before this one was read')
    expect((await parts.next()).done).toBe(true)
  })
})
