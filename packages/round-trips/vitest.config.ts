import { defineConfig } from 'vitest/config'

// Each file has servers and folders of its own, and mostly waits for them.
export default defineConfig({
  test: {
    maxWorkers: 2,
    sequence: { groupOrder: 1 },
  },
})
