import { defineConfig } from 'vitest/config'

/** They measure how long answers take, or how much memory they need, so nothing else may run meanwhile. */
export const alone = [
  'test/busy-neighbours.test.ts',
  'test/malformed-requests.test.ts',
  'test/outage-amid-sign-in.test.ts',
  'test/outages.test.ts',
  'test/replicas/*.test.ts',
]

export default defineConfig({
  test: {
    name: 'auth-server-alone',
    include: alone,
  },
})
