import { randomBytes } from 'node:crypto'
import type {
  ConfidentialContractClient,
  ContractAdministration,
  ContractClients,
  ContractConfiguration,
  ContractUser,
} from '@identity-hub/contract-tests'
import { clientOf, createContractClients, createFirstParty, createTwin, registrationWords } from './contract-clients.ts'
import type { HubCommand } from './hub-command.ts'
import { startReplicas, type Replicas } from './replicas.ts'

const role = { name: 'auditor', scope: 'reports' }
const allowedOrigin = 'https://spa.example'
const expiring = { codeSeconds: 2, idleSeconds: 3, absoluteSeconds: 6 }
const shortLivedSeconds = 5
const here = { tenant: 'acme', name: 'Acme Works' }
const there = { tenant: 'globex', name: 'Globex' }

type HubMembers =
  | 'otherTenant'
  | 'role'
  | 'expiring'
  | 'retryWindowSeconds'
  | 'sourceAddresses'
  | 'signInAttempts'
  | 'secretAttempts'

/** Everything that the contract can use is there. */
export type HubConfiguration = ContractConfiguration &
  Required<Pick<ContractConfiguration, HubMembers>> & {
    readonly clients: ContractClients
    readonly admin: Required<ContractAdministration>
  }

/** Running hubs, furnished for the contract through their own command line. */
export interface ContractHub {
  readonly target: HubConfiguration
  readonly hubs: Replicas
  /** One more client of the first tenant, as `createFirstParty` makes it. */
  registerFirstParty(name: string, ...options: string[]): Promise<ConfidentialContractClient>
}

/** @param replicas how many hubs share the database; requests go to each in turn */
export async function startContractHub(
  databaseUrl: string,
  { replicas = 1, logLevel }: { readonly replicas?: number; readonly logLevel: 'info' | 'trace' },
): Promise<ContractHub> {
  const hubs = await startReplicas(databaseUrl, replicas, { HUB_LOG_LEVEL: logLevel })
  const { addresses, command } = hubs
  const target = await furnish(hubs)
  return {
    target: replicas === 1 ? target : { ...target, replicas: addresses },
    hubs,
    registerFirstParty: (...app) => createFirstParty({ command, tenant: here.tenant }, ...app),
  }
}

/** A hub that runs, in whatever process. */
export interface Furnishing {
  readonly command: HubCommand
  readonly origin: string
  readonly restart: () => Promise<void>
  readonly crash: () => Promise<void>
}

/** Gives a hub the tenants, the clients and the people of the contract. */
export async function furnish(furnishing: Furnishing): Promise<HubConfiguration> {
  const { command, origin } = furnishing
  const { tenant } = here
  for (const place of [here, there]) await command.must(['tenant', 'create', place.tenant, '--name', place.name])
  const roleScope = ['scope', 'create', '--tenant', tenant, role.scope, '--description', 'Read the reports']
  await command.must([...roleScope, '--requires-role', role.name])

  const user = { username: 'ada@example.org', password: newPassword() }
  for (const place of [here, there]) await createUser(command, place.tenant, user)

  const wanted = { roleScope: role.scope, allowedOrigin, shortLivedSeconds, expiring }
  const clients = await createContractClients({ command, tenant }, wanted)
  return {
    issuer: `${origin}/${tenant}`,
    name: here.name,
    // The document is the hub's own, and what only this project asks for is asked of the hub.
    endpoints: 'document',
    policy: true,
    otherTenant: {
      issuer: `${origin}/${there.tenant}`,
      sameClient: await createTwin(furnishing, there.tenant, clients.firstParty, clients.firstParty.clientSecret),
      namesake: await createTwin(furnishing, there.tenant, clients.confidential, newPassword()),
      user,
    },
    clients,
    user,
    role,
    allowedOrigin,
    shortLivedSeconds,
    expiring,
    retryWindowSeconds: 10,
    signInAttempts: 10,
    secretAttempts: 100,
    // Linux answers on the whole of 127.0.0.0/8 without being told.
    sourceAddresses:
      process.platform === 'linux' ? Array.from({ length: 40 }, (_, index) => `127.0.0.${index + 10}`) : [],
    admin: administration(furnishing, tenant),
  }
}

/** The hooks of the contract: commands that run beside the hub. */
function administration(furnishing: Furnishing, tenant: string): Required<ContractAdministration> {
  const { command, restart, crash } = furnishing
  const onUser = (name: string) => async (username: string) =>
    void (await command.must(['user', name, '--tenant', tenant, username]))
  const onRole = (name: string) => async (username: string, ofRole: string) =>
    void (await command.must(['role', name, '--tenant', tenant, '--user', username, ofRole]))
  let users = 0
  return {
    async createUser() {
      users += 1
      const user = { username: `user-${String(users).padStart(3, '0')}@example.org`, password: newPassword() }
      await createUser(command, tenant, user)
      return user
    },
    blockUser: onUser('block'),
    unblockUser: onUser('unblock'),
    async setPassword(username, password) {
      await command.must(['user', 'set-password', '--tenant', tenant, username, '--password-stdin'], password)
    },
    assignRole: onRole('assign'),
    removeRole: onRole('remove'),
    async registerClient(registration) {
      const result = await command.run(registrationWords(tenant, registration))
      return result.ok
        ? { outcome: 'created', client: clientOf(result.answer) }
        : { outcome: 'refused', message: result.problem }
    },
    async rotateSecret(clientId) {
      return clientOf(await command.must(['client', 'rotate-secret', '--tenant', tenant, clientId])).clientSecret ?? ''
    },
    async withdrawConsent(username, clientId) {
      await command.must(['consent', 'withdraw', '--tenant', tenant, '--user', username, '--client', clientId])
    },
    restart,
    crash,
  }
}

async function createUser(command: HubCommand, tenant: string, { username, password }: ContractUser): Promise<void> {
  const words = [
    'user',
    'create',
    '--tenant',
    tenant,
    '--email',
    username,
    '--name',
    'Ada Lovelace',
    '--password-stdin',
  ]
  await command.must(words, password)
}

function newPassword(): string {
  return randomBytes(15).toString('base64url')
}
