import { configDefaults, defineConfig } from 'vitest/config'
import { sideBySide } from '../../vitest.side-by-side.ts'
import { alone } from './vitest.alone.config.ts'

/** Whole hubs: as processes, on both databases, under the contract. */
export default defineConfig({
  test: {
    name: 'auth-server-whole',
    include: ['test/**/*.test.ts'],
    exclude: [...configDefaults.exclude, ...alone],
    ...sideBySide,
    // The contract brings the Vitest of its own package.
    isolate: true,
  },
})
