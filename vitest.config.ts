import { defineConfig } from 'vitest/config'
import { ClosingLineReporter } from './scripts/closing-line-reporter.ts'

export default defineConfig({
  test: {
    projects: [
      'packages/*',
      'packages/browser-tests/vitest.postgres.config.ts',
      'apps/*',
      'apps/auth-server/vitest.whole.config.ts',
      'apps/auth-server/vitest.alone.config.ts',
      'scripts',
    ],
    reporters: ['default', new ClosingLineReporter()],
  },
})
