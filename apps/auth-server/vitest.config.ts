import { configDefaults, defineConfig } from 'vitest/config'
import { sideBySide } from '../../vitest.side-by-side.ts'
import { alone } from './vitest.alone.config.ts'

export default defineConfig({
  test: {
    exclude: [...configDefaults.exclude, ...alone],
    ...sideBySide,
  },
})
