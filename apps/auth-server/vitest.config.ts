import { configDefaults, defineConfig } from 'vitest/config'
import { waiting } from './vitest.waiting.config.ts'

export default defineConfig({
  test: { exclude: [...configDefaults.exclude, ...waiting] },
})
