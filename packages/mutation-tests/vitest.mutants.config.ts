import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

// What has to catch a mutant: the contract, core's own tests, and those of the storage on SQLite.
export default defineConfig({
  test: {
    root: fileURLToPath(new URL('../..', import.meta.url)),
    include: [
      'apps/auth-server/test/contract-in-process.ts',
      'packages/core/src/**/*.test.ts',
      'packages/storage/src/{rows,sqlite}/*.test.ts',
    ],
    // They end processes, or are about two at once: nothing that Stryker could see into.
    exclude: ['**/*kill.test.ts', '**/neighbours.test.ts'],
    hookTimeout: 60_000,
    testTimeout: 60_000,
  },
})
