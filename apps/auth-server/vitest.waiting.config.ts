import { defineConfig } from 'vitest/config'

/** They wait for most of their time, for clocks, sockets and processes of their own, so others may run meanwhile. */
export const waiting = [
  'src/main.test.ts',
  'test/clock-jumps.test.ts',
  'test/failed-sync.test.ts',
  'test/full-disk.test.ts',
  'test/newer-schema.test.ts',
  'test/stuck-sockets.test.ts',
]

export default defineConfig({
  test: {
    name: 'auth-server-waiting',
    include: waiting,
    maxWorkers: 2,
    sequence: { groupOrder: 1 },
  },
})
