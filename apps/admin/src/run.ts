import { runApp } from '@identity-hub/web-app'
import { readEnvironment } from './environment.ts'
import { startAdmin } from './start-admin.ts'

/** Answers the exit code, which is 0 as long as it runs. */
export const main = (workspaceRoot: string): Promise<number> =>
  runApp({
    name: 'admin',
    subject: 'The administration',
    read: () => readEnvironment(process.env, workspaceRoot),
    start: startAdmin,
    describe: ({ origin, hubOrigin, host, port }) => ({ origin, hubOrigin, host, port }),
  })
