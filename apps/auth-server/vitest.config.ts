import { defineConfig } from 'vitest/config'
import { sideBySide } from '../../vitest.side-by-side.ts'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts'],
    ...sideBySide,
  },
})
