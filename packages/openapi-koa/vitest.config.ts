import { defineConfig } from 'vitest/config'

// No file changes what another one sees, and most would load the same modules again.
export default defineConfig({
  test: {
    isolate: false,
    maxWorkers: 2,
    sequence: { groupOrder: 1 },
  },
})
