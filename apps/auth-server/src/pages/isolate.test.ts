import { describe, expect, it } from 'vitest'
import { isolate } from './isolate.ts'

describe('a name inside a sentence', () => {
  it('is isolated and escaped', () => {
    expect(String(isolate('A & <B>'))).toBe('<bdi>A &#38; &#60;B&#62;</bdi>')
  })

  it('loses the characters that would turn the direction of the text around it', () => {
    expect(String(isolate('\u202eelpmaxe.live\u202c \u2066x\u2069'))).toBe('<bdi>elpmaxe.live x</bdi>')
  })

  it('keeps the joiners that Persian words and emoji need', () => {
    expect(String(isolate('می\u200cخواهم 👩\u200d💻'))).toBe('<bdi>می\u200cخواهم 👩\u200d💻</bdi>')
  })
})
