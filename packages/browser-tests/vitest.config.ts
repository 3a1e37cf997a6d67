import { defineConfig } from 'vitest/config'
import { sideBySide } from '../../vitest.side-by-side.ts'

export default defineConfig({
  test: {
    globalSetup: ['src/house/on-sqlite.ts'],
    // Each file has a browser of its own, which mostly waits.
    ...sideBySide,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
