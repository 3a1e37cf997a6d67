import { env } from 'node:process'
import { defineConfig } from 'vitest/config'
import { sideBySide } from '../../vitest.side-by-side.ts'

// What a database could break. In full, by hand: BROWSER_TESTS=all
const stories = ['src/stories/sign-in.test.ts']

export default defineConfig({
  test: {
    name: 'browser-tests-on-postgres',
    include: env['BROWSER_TESTS'] === 'all' ? ['src/**/*.test.ts'] : stories,
    globalSetup: ['src/house/on-postgres.ts'],
    ...sideBySide,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
