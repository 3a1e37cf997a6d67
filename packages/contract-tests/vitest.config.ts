import { defineConfig } from 'vitest/config'

// What measures how fast a server answers needs the machine for itself.
export default defineConfig({
  test: {
    maxWorkers: 1,
    sequence: { groupOrder: 1 },
  },
})
