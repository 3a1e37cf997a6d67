import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { setUp } from './set-up.ts'

/** The whole house for all files, with a hub on SQLite. */
export default (project: TestProject): Promise<() => Promise<void>> =>
  setUp(project, async (folder) => ({ url: `sqlite:${join(folder, 'hub.sqlite')}`, remove: async () => {} }))
