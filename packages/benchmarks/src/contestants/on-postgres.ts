import { startPostgres } from '../databases/postgres-server.ts'
import type { RunningContestant, StartOptions } from './contestant.ts'

/**
 * Gives a contestant a PostgreSQL server of its own. Server and database share both cores, one of them with the driver:
 * that is what a small machine has.
 */
export async function onPostgres(
  options: StartOptions,
  start: (options: StartOptions, databaseUrl: string) => Promise<RunningContestant>,
): Promise<RunningContestant> {
  const shared = options.cores?.shared ?? null
  const postgres = await startPostgres(options.folder, shared)
  try {
    const cores = options.cores === null ? null : { ...options.cores, server: options.cores.shared }
    const contestant = await start({ ...options, cores }, postgres.url)
    return {
      ...contestant,
      usage: async () => ({ ...(await contestant.usage()), database: await postgres.usage() }),
      stop: async () => {
        await contestant.stop()
        await postgres.stop()
      },
    }
  } catch (error) {
    await postgres.stop()
    throw error
  }
}
