import { isPortInUse } from './is-port-in-use.ts'
import type { Settings } from './read-settings.ts'

/** Which port is taken, and what to do about it, in one line; null: all are free. */
export async function busyPort({ hub, consumer, admin }: Settings): Promise<string | null> {
  for (const [name, variable, { host, port }] of [
    ['hub', 'HUB_PORT', hub],
    ['consumer', 'CONSUMER_PORT', consumer],
    ['admin', 'ADMIN_PORT', admin],
  ] as const)
    if (await isPortInUse(host, port))
      return `port ${port}, which the ${name} wants, is in use; stop what uses it, or set another port, as in: ${variable}=${port + 10} npx --yes pnpm@12.21.0 start`
  return null
}
