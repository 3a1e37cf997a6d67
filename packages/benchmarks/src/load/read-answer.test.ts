import { describe, expect, it } from 'vitest'
import { headerOf, headersOf } from './answer.ts'
import { readAnswer } from './read-answer.ts'

const WHOLE = Buffer.from('HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\ncontent-length: 5\r\n\r\nhello')

describe('reading an answer', () => {
  it('takes status, fields and body', () => {
    const answer = readAnswer(WHOLE)

    expect(answer?.status).toBe(200)
    expect(answer?.body.toString()).toBe('hello')
    expect(answer === null ? undefined : headerOf(answer, 'content-type')).toBe('text/plain')
  })

  it.each(Array.from({ length: WHOLE.length }, (_, bytes) => bytes))('waits for the rest after %i bytes', (bytes) => {
    expect(readAnswer(WHOLE.subarray(0, bytes))).toBeNull()
  })

  it('finds every field of a name', () => {
    const answer = readAnswer(
      Buffer.from('HTTP/1.1 303 See Other\r\nSet-Cookie: a=1\r\nset-cookie: b=2\r\nContent-Length: 0\r\n\r\n'),
    )

    expect(answer === null ? [] : headersOf(answer, 'set-cookie')).toEqual(['a=1', 'b=2'])
  })

  it('knows that some answers have no body', () => {
    expect(readAnswer(Buffer.from('HTTP/1.1 304 Not Modified\r\n\r\n'))?.body).toHaveLength(0)
  })

  it('refuses what it does not read', () => {
    expect(() => readAnswer(Buffer.from('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n'))).toThrow('chunked')
    expect(() => readAnswer(Buffer.concat([WHOLE, WHOLE]))).toThrow('more was answered')
  })
})
