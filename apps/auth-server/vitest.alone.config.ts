import { defineConfig } from 'vitest/config'

/** They measure how long answers take, so nothing else may run meanwhile. */
export const alone = [
  'test/busy-neighbours.test.ts',
  'test/outages.test.ts',
  'test/replicas/failures-on-postgres.test.ts',
  'test/replicas/four-replicas.test.ts',
]

export default defineConfig({
  test: {
    name: 'auth-server-alone',
    include: alone,
  },
})
