import { randomBytes } from 'node:crypto'
import type { ConfidentialContractClient, ContractAdministration, ContractClient, ContractClients } from '../target.ts'
import type { ContractConfiguration } from '../config/configuration.ts'
import type { MisbehavingServer } from './server.ts'
import {
  createAccount,
  createAdministration,
  createClient,
  defaultLifetimes,
  registerClient,
  type NewClient,
} from './state/administration.ts'
import type { Client } from './state/records.ts'
import { createTenant, type State, type Tenant } from './state/tenant.ts'

const role = { name: 'auditor', scope: 'reports' }
const allowedOrigin = 'https://spa.example'
const expiring = { codeSeconds: 1, idleSeconds: 1.5, absoluteSeconds: 3 }
const shortLivedSeconds = 3
const knownScopes: Tenant['scopes'] = new Map([
  ['profile', { description: 'Your name and your user name' }],
  ['email', { description: 'Your e-mail address' }],
  ['jobs', { description: 'To run jobs at night' }],
  [role.scope, { description: 'To read the reports', role: role.name }],
])

const newPassword = () => randomBytes(15).toString('base64url')

/** Two tenants with every client and user that the contract wants. */
export interface Furniture {
  readonly state: State
  readonly here: Tenant
  readonly there: Tenant
  readonly clients: ContractClients
  readonly sameClient: ConfidentialContractClient
  readonly namesake: ConfidentialContractClient
  readonly user: { readonly username: string; readonly password: string }
}

export function furnish(): Furniture {
  const here = createTenant('acme', 'Acme Works', knownScopes)
  const there = createTenant('globex', 'Globex', knownScopes)
  const user = { username: 'ada@example.org', password: newPassword() }
  for (const tenant of [here, there]) createAccount(tenant, user.username, user.password)
  const clients = createClients(here)
  const twin = ({ clientId, name, redirectUris, scope }: ContractClient, secret: string) =>
    withSecret(
      createClient(there, { type: 'confidential', clientId, name, redirectUris, scope, firstParty: true, secret }),
    )
  return {
    state: new Map([here, there].map((tenant) => [tenant.slug, tenant])),
    here,
    there,
    clients,
    sameClient: twin(clients.firstParty, clients.firstParty.clientSecret),
    namesake: twin(clients.confidential, newPassword()),
    user,
  }
}

function createClients(tenant: Tenant): ContractClients {
  const scope = 'profile email'
  const create = (wanted: NewClient) => contractClient(createClient(tenant, wanted))
  const confidential = (name: string, redirectUris: readonly string[], more: Partial<NewClient> = {}) =>
    withSecret(createClient(tenant, { type: 'confidential', name, redirectUris, scope, ...more }))
  const house = (name: string, more: Partial<NewClient> = {}) =>
    confidential(name, [`https://${name.toLowerCase().replaceAll(' ', '-')}.example/callback`], {
      firstParty: true,
      ...more,
    })
  const native = create({
    type: 'native',
    name: 'Phone App',
    redirectUris: ['http://127.0.0.1/cb', 'http://[::1]/cb', 'com.example.phone:/cb'],
    scope,
  })
  const [ipv4, ipv6 = '', privateUse = ''] = native.redirectUris
  return {
    confidential: confidential('Timeline & Friends', ['https://app.example/callback', 'https://app.example/other']),
    secondConfidential: confidential('Second App', ['https://second.example/cb?keep=1&also=%20']),
    public: create({ type: 'public', name: 'Browser App', redirectUris: ['https://public.example/callback'], scope }),
    native: { ...native, redirectUris: [ipv4, ipv6, privateUse] },
    firstParty: house('House App'),
    pkceOptional: house('Old App', { pkceOptional: true }),
    shortLived: house('Brief App', { lifetimes: { ...defaultLifetimes, accessTokenSeconds: shortLivedSeconds } }),
    roleScoped: house('Report App', { scope: `profile ${role.scope}` }),
    clientCredentials: confidential('Night Job', [], { scope: 'profile jobs', grantTypes: ['client_credentials'] }),
    basicOnly: house('Strict App', { authMethods: ['client_secret_basic'] }),
    corsClient: create({
      type: 'public',
      name: 'Single-page App',
      redirectUris: [`${allowedOrigin}/callback`],
      scope,
      firstParty: true,
      allowedOrigins: [allowedOrigin],
    }),
    loopbackWeb: confidential('Local App', ['http://localhost:3999/cb'], { firstParty: true }),
    strictRefresh: house('No Second Chance', { lifetimes: { ...defaultLifetimes, retryWindowSeconds: 0 } }),
    expiring: house('Short Days', { lifetimes: { ...defaultLifetimes, ...expiring, retryWindowSeconds: 0 } }),
  }
}

/** What the contract has to know about a furnished server. */
export function configurationOf(server: MisbehavingServer, furniture: Furniture): ContractConfiguration {
  const { here, there, clients, sameClient, namesake, user } = furniture
  return {
    issuer: `${server.origin}/${here.slug}`,
    name: here.name,
    otherTenant: { issuer: `${server.origin}/${there.slug}`, sameClient, namesake, user },
    clients,
    user,
    role,
    allowedOrigin,
    shortLivedSeconds,
    expiring,
    retryWindowSeconds: defaultLifetimes.retryWindowSeconds,
    signInAttempts: 10,
    secretAttempts: 100,
    // Linux answers on the whole of 127.0.0.0/8 without being told.
    sourceAddresses:
      process.platform === 'linux' ? Array.from({ length: 40 }, (_, index) => `127.0.0.${index + 10}`) : [],
    admin: administrationOf(server, here),
    endpoints: 'document',
    policy: true,
  }
}

function administrationOf(server: MisbehavingServer, tenant: Tenant): Required<ContractAdministration> {
  const rules = () => server.rulesOf(tenant.slug)
  const admin = createAdministration(tenant, rules)
  let users = 0
  return {
    async createUser() {
      users += 1
      const user = { username: `user-${String(users).padStart(3, '0')}@example.org`, password: newPassword() }
      createAccount(tenant, user.username, user.password)
      return user
    },
    blockUser: async (username) => admin.blockUser(username),
    unblockUser: async (username) => admin.unblockUser(username),
    setPassword: async (username, password) => admin.setPassword(username, password),
    assignRole: async (username, name) => admin.assignRole(username, name),
    removeRole: async (username, name) => admin.removeRole(username, name),
    registerClient: async (registration) => registerClient(tenant, rules(), registration, server.origin),
    rotateSecret: async (clientId) => admin.rotateSecret(clientId),
    withdrawConsent: async (username, clientId) => admin.withdrawConsent(username, clientId),
    restart: () => server.restart(),
    crash: () => server.crash(),
  }
}

function contractClient({ clientId, name, secrets, redirectUris, scopes }: Client): ContractClient {
  const [first = '', ...others] = redirectUris
  const [clientSecret] = secrets
  return {
    clientId,
    name,
    redirectUris: [first, ...others],
    scope: scopes.join(' '),
    ...(clientSecret !== undefined && { clientSecret }),
  }
}

function withSecret(client: Client): ConfidentialContractClient {
  const { clientSecret = '', ...rest } = contractClient(client)
  return { ...rest, clientSecret }
}
