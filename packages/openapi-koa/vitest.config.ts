import { defineConfig } from 'vitest/config'
import { sideBySide } from '../../vitest.side-by-side.ts'

// No file changes what another one sees, and most would load the same modules again.
export default defineConfig({
  test: { isolate: false, ...sideBySide },
})
