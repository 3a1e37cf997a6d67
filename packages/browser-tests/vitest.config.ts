import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    globalSetup: ['src/house/on-sqlite.ts'],
    // Each file has a browser of its own, which mostly waits.
    maxWorkers: 2,
    sequence: { groupOrder: 1 },
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
