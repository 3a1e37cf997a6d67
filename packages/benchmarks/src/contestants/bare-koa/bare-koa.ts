import { join } from 'node:path'
import { startServer } from '../../servers/start-server.ts'
import type { Contestant } from '../contestant.ts'
import type { Party } from '../party.ts'

const PARTY: Party = {
  authorizePath: '/authorize',
  tokenPath: '/token',
  metadataPath: '/answer',
  clientId: 'client-0123456789',
  clientSecret: 's'.repeat(73),
  redirectUri: 'https://app.example/callback',
  scope: 'profile email',
  cookie: `session=${'c'.repeat(43)}`,
  api: { kind: 'bearer', path: '/answer' },
}

/** The limit: what is left when a server does nothing at all. */
export const bareKoa: Contestant = {
  name: 'koa',
  title: 'Koa and router, a constant',
  operations: ['code-exchange', 'refresh', 'client-credentials', 'api-call', 'metadata', 'whole-flow'],
  async start({ folder, cores, nodeOptions = [] }) {
    const server = await startServer({
      script: join(import.meta.dirname, 'server.ts'),
      args: (port) => [String(port)],
      nodeOptions,
      environment: () => ({}),
      readyPath: '/answer',
      folder,
      cores: cores?.server ?? null,
    })
    return {
      ...server,
      parties: [PARTY],
      usage: async () => ({ server: await server.usage(), database: null }),
    }
  },
}
