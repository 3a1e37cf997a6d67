import { defineConfig } from 'vitest/config'
import { sideBySide } from '../../vitest.side-by-side.ts'

// One of them spies on a module that the others have loaded.
export default defineConfig({
  test: { ...sideBySide, isolate: true },
})
