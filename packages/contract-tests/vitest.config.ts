import { defineConfig } from 'vitest/config'
import { sideBySide } from '../../vitest.side-by-side.ts'

// Each file has servers and folders of its own, and mostly waits for them.
export default defineConfig({
  // Some run Vitest within Vitest, which then extends the same `expect` a second time.
  test: { ...sideBySide, isolate: true },
})
