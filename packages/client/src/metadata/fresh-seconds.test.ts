import { expect, test } from 'vitest'
import { freshSeconds } from './fresh-seconds.ts'

test.each([
  [null, 300],
  ['public, max-age=300', 300],
  ['max-age=60, public', 60],
  ['Max-Age="7"', 7],
  ['max-age=99999999', 86_400],
  ['max-age=300, no-store', 0],
  ['no-cache', 0],
  ['public', 300],
  ['s-maxage=5', 300],
])('%j is fresh for %i seconds', (cacheControl, seconds) => expect(freshSeconds(cacheControl)).toBe(seconds))
