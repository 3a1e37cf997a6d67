import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { plainEnvironment } from './environment.ts'
import { startProgram, type Program } from './program.ts'
import type { RegisteredClient } from './registration.ts'

const main = fileURLToPath(new URL('../../../../apps/consumer/src/main.ts', import.meta.url))

/** Starts the consumer at the port for which its client is registered. */
export async function startConsumer({
  folder,
  name,
  port,
  issuer,
  client,
  jobSeconds,
}: {
  readonly folder: string
  readonly name: string
  readonly port: number
  readonly issuer: string
  readonly client: RegisteredClient
  readonly jobSeconds: number
}): Promise<Program> {
  const origin = consumerOrigin(port)
  const ownFolder = join(folder, name)
  await mkdir(ownFolder)
  return startProgram({
    main,
    environment: {
      ...plainEnvironment(),
      CONSUMER_PORT: String(port),
      CONSUMER_ORIGIN: origin,
      CONSUMER_ISSUER: issuer,
      CONSUMER_CLIENT_ID: client.clientId,
      CONSUMER_CLIENT_SECRET: client.clientSecret,
      CONSUMER_DATABASE_URL: `sqlite:${join(ownFolder, 'consumer.sqlite')}`,
      CONSUMER_JOB_SECONDS: String(jobSeconds),
    },
    logFile: join(folder, `${name}.log`),
    readyUrl: `${origin}/`,
  })
}

export function consumerOrigin(port: number): string {
  return `http://localhost:${port}`
}
