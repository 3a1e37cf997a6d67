import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    globalSetup: ['src/house/on-sqlite.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
