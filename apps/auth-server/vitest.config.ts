import { configDefaults, defineConfig } from 'vitest/config'
import { alone } from './vitest.alone.config.ts'

export default defineConfig({
  test: {
    exclude: [...configDefaults.exclude, ...alone],
    maxWorkers: 2,
    sequence: { groupOrder: 1 },
  },
})
