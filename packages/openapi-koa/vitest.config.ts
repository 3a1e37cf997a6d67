import { defineConfig } from 'vitest/config'

// Each file has servers of its own.
export default defineConfig({
  test: {
    maxWorkers: 2,
    sequence: { groupOrder: 1 },
  },
})
