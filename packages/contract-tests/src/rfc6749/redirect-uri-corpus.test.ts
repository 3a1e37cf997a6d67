import { expect, test } from 'vitest'
import { redirectUriVariants } from './redirect-uri-corpus.ts'

test('holds more than 80 different variants, and never the registered URI itself', () => {
  for (const registered of ['https://app.example/callback', 'http://127.0.0.1/cb', 'https://h.example/cb?a=1']) {
    const encoded = redirectUriVariants(registered).map((variant) => variant.encoded)
    expect(new Set(encoded).size).toBeGreaterThan(80)
    expect(encoded).not.toContain(encodeURIComponent(registered))
  }
})
