import { runApp } from '@identity-hub/web-app'
import { readEnvironment } from './environment.ts'
import { startConsumer } from './start-consumer.ts'

/** Answers the exit code, which is 0 as long as it runs. */
export const main = (workspaceRoot: string): Promise<number> =>
  runApp({
    name: 'consumer',
    subject: 'The consumer',
    read: () => readEnvironment(process.env, workspaceRoot),
    start: startConsumer,
    describe: ({ origin, issuer, host, port }) => ({ origin, issuer, host, port }),
  })
