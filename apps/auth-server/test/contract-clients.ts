import type {
  ClientRegistration,
  ConfidentialContractClient,
  ContractClient,
  ContractClients,
} from '@identity-hub/contract-tests'
import { repeated, type Answer, type HubCommand } from './hub-command.ts'

/** Where the clients are registered. */
export interface Registry {
  readonly command: HubCommand
  readonly tenant: string
}

/** `hub client create …` without the name of the program. */
export function registrationWords(tenant: string, registration: ClientRegistration): string[] {
  const { type, name = 'Registered by the contract', redirectUris, scope, clientId, grantTypes = [] } = registration
  const named = ['client', 'create', '--tenant', tenant, '--name', name, '--type', type]
  return [
    ...named,
    ...repeated('--redirect-uri', redirectUris),
    ...repeated('--scope', scope.split(' ')),
    ...repeated('--grant-type', grantTypes),
    ...(clientId === undefined ? [] : ['--client-id', clientId]),
  ]
}

/** Every client that the contract wants, made on the command line where that has an option for it. */
export async function createContractClients(
  registry: Registry,
  wanted: {
    readonly roleScope: string
    readonly allowedOrigin: string
    readonly shortLivedSeconds: number
    readonly expiring: { codeSeconds: number; idleSeconds: number; absoluteSeconds: number }
  },
): Promise<ContractClients> {
  const { command, tenant } = registry
  const scope = 'profile email'
  const create = async (registration: ClientRegistration, ...options: string[]) =>
    clientOf(await command.must([...registrationWords(tenant, registration), ...options]))
  const confidential = async (name: string, redirectUris: readonly string[], ...options: string[]) =>
    withSecret(await create({ type: 'confidential', name, redirectUris, scope }, ...options))
  const house = (...app: [name: string, ...options: string[]]) => createFirstParty(registry, ...app)

  const native = await create({
    type: 'native',
    name: 'Phone App',
    redirectUris: ['http://127.0.0.1/cb', 'http://[::1]/cb', 'com.example.phone:/cb'],
    scope,
  })
  const [ipv4, ipv6 = '', privateUse = ''] = native.redirectUris
  const reports = { type: 'confidential', name: 'Report App', scope: `profile ${wanted.roleScope}` } as const
  const single = {
    type: 'public',
    name: 'Single-page App',
    redirectUris: [`${wanted.allowedOrigin}/callback`],
    scope,
  } as const
  const service = { type: 'confidential', name: 'Night Job', redirectUris: [], scope: 'profile jobs' } as const
  const { codeSeconds, idleSeconds, absoluteSeconds } = wanted.expiring

  return {
    confidential: await confidential('Timeline & Friends', [
      'https://app.example/callback',
      'https://app.example/other',
    ]),
    secondConfidential: await confidential('Second App', ['https://second.example/cb?keep=1&also=%20']),
    public: await create({
      type: 'public',
      name: 'Browser App',
      redirectUris: ['https://public.example/callback'],
      scope,
    }),
    native: { ...native, redirectUris: [ipv4, ipv6, privateUse] },
    firstParty: await house('House App'),
    pkceOptional: await house('Old App', '--pkce-optional'),
    shortLived: await house('Brief App', ...seconds({ 'access-token': wanted.shortLivedSeconds })),
    roleScoped: withSecret(await create({ ...reports, redirectUris: ['https://reports.example/cb'] }, '--first-party')),
    clientCredentials: withSecret(await create({ ...service, grantTypes: ['client_credentials'] })),
    basicOnly: await house('Strict App', '--auth-method', 'client_secret_basic'),
    corsClient: await create(single, '--first-party', '--allowed-origin', wanted.allowedOrigin),
    loopbackWeb: await confidential('Local App', ['http://localhost:3999/cb'], '--first-party'),
    strictRefresh: await house('No Second Chance', ...seconds({ 'retry-window': 0 })),
    expiring: await house(
      'Short Days',
      ...seconds({
        code: codeSeconds,
        'refresh-idle': idleSeconds,
        'refresh-absolute': absoluteSeconds,
        'retry-window': 0,
      }),
    ),
  }
}

/** A confidential client that is the hub's own, and may use `profile email`. */
export async function createFirstParty(
  { command, tenant }: Registry,
  name: string,
  ...options: string[]
): Promise<ConfidentialContractClient> {
  const redirectUris = [`https://${name.toLowerCase().replaceAll(' ', '-')}.example/callback`]
  const words = registrationWords(tenant, { type: 'confidential', name, redirectUris, scope: 'profile email' })
  return withSecret(clientOf(await command.must([...words, '--first-party', ...options])))
}

/** Lifetimes as options of `hub client create`. */
export const seconds = (lifetimes: Readonly<Record<string, number>>): string[] =>
  Object.entries(lifetimes).flatMap(([name, value]) => [`--${name}-seconds`, String(value)])

/** The same client id at another tenant, with a secret that is given. */
export async function createTwin(
  { command }: Pick<Registry, 'command'>,
  tenant: string,
  of: ConfidentialContractClient,
  clientSecret: string,
): Promise<ConfidentialContractClient> {
  const words = registrationWords(tenant, { ...of, type: 'confidential' })
  await command.must([...words, '--first-party', '--secret-stdin'], clientSecret)
  return { ...of, clientSecret }
}

/** A client as `hub client create --json` tells of it. */
export function clientOf(answer: Answer): ContractClient {
  // The view that the command line promises; a client that signs people in has at least one redirect URI.
  const {
    client_id: clientId,
    client_secret: clientSecret,
    name,
    redirect_uris: redirectUris,
    scope,
  } = answer as {
    client_id: string
    client_secret?: string
    name: string
    redirect_uris: [string, ...string[]]
    scope: string
  }
  return { clientId, ...(clientSecret !== undefined && { clientSecret }), name, redirectUris, scope }
}

function withSecret(client: ContractClient): ConfidentialContractClient {
  if (client.clientSecret === undefined) throw new Error(`${client.name} has no secret`)
  return { ...client, clientSecret: client.clientSecret }
}
