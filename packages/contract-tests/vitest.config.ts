import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // Most of its time goes by in servers that it starts.
    maxWorkers: 2,
    sequence: { groupOrder: 1 },
  },
})
