import { defineConfig } from 'vitest/config'
import { ClosingLineReporter } from './scripts/closing-line-reporter.ts'

export default defineConfig({
  test: {
    projects: ['packages/*', 'apps/*'],
    reporters: ['default', new ClosingLineReporter()],
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
})
