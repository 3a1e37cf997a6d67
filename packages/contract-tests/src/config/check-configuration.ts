import { isObject, type JsonObject } from '../document/json-pointer.ts'
import type { ContractConfiguration } from './configuration.ts'

const members: Readonly<Record<keyof ContractConfiguration, string>> = {
  issuer: 'string',
  name: 'string',
  endpoints: 'string or object',
  protectedResource: 'string',
  clients: 'object',
  user: 'object',
  spareUsers: 'array',
  pages: 'object',
  admin: 'object',
  otherTenant: 'object',
  replicas: 'array',
  sourceAddresses: 'array',
  role: 'object',
  allowedOrigin: 'string',
  shortLivedSeconds: 'number',
  expiring: 'object',
  retryWindowSeconds: 'number',
  signInAttempts: 'number',
  secretAttempts: 'number',
  policy: 'boolean',
  documentUrl: 'object',
  seed: 'number',
  fuzz: 'number',
}

const parts = [
  'confidential',
  'secondConfidential',
  'public',
  'native',
  'firstParty',
  'pkceOptional',
  'shortLived',
  'roleScoped',
  'clientCredentials',
  'basicOnly',
  'corsClient',
  'loopbackWeb',
  'expiring',
  'strictRefresh',
]

/** Everything that is wrong with a configuration, each with what to write; empty: it can be used. */
export function problemsOf(value: unknown): readonly string[] {
  if (!isObject(value)) return ['It is no object. Write: export default defineConfig({ issuer, clients, user })']
  return [
    ...Object.keys(value).flatMap((name) => memberProblems(name, value[name])),
    ...issuerProblems(value['issuer']),
    ...clientProblems(value['clients']),
    ...userProblems('user', value['user']),
  ]
}

function memberProblems(name: string, value: unknown): string[] {
  const type = Object.hasOwn(members, name) ? members[name as keyof ContractConfiguration] : undefined
  if (type === undefined) return [`\`${name}\` is not known. ${suggestion(name, Object.keys(members))}`]
  const actual = Array.isArray(value) ? 'array' : typeof value
  return value === undefined || type.split(' or ').includes(actual) ? [] : [`\`${name}\` has to be: ${type}`]
}

function issuerProblems(issuer: unknown): string[] {
  if (typeof issuer !== 'string') return ["`issuer` is missing. Write: issuer: 'https://login.example.com'"]
  const url = URL.parse(issuer)
  if (url === null || !['http:', 'https:'].includes(url.protocol)) return [`\`issuer\` is no URL: ${issuer}`]
  if (issuer.includes('?') || issuer.includes('#')) return ['`issuer` has neither query nor fragment (RFC 8414 §2)']
  return []
}

function clientProblems(clients: unknown): string[] {
  const given = isObject(clients) ? Object.entries(clients).filter(([, client]) => client !== undefined) : []
  if (given.length === 0)
    return [
      "`clients` is empty; one is enough. Write: clients: { confidential: { clientId: '…', clientSecret: '…', " +
        "name: '…', redirectUris: ['https://app.example/callback'], scope: '…' } }",
    ]
  return given.flatMap(([part, client]) => {
    if (!parts.includes(part)) return [`\`clients.${part}\` has no part to play. ${suggestion(part, parts)}`]
    return isObject(client) ? oneClientProblems(part, client) : [`\`clients.${part}\` has to be an object`]
  })
}

function oneClientProblems(part: string, client: JsonObject): string[] {
  const missing = ['clientId', 'scope'].filter((name) => typeof client[name] !== 'string')
  const uris = client['redirectUris']
  const visited = part !== 'clientCredentials'
  return [
    ...missing.map((name) => `\`clients.${part}.${name}\` is missing`),
    ...(visited && (!Array.isArray(uris) || uris.length === 0)
      ? [`\`clients.${part}.redirectUris\` is missing. Write: redirectUris: ['https://app.example/callback']`]
      : []),
  ]
}

function userProblems(name: string, user: unknown): string[] {
  const known = isObject(user) && typeof user['username'] === 'string' && typeof user['password'] === 'string'
  return known
    ? []
    : [`\`${name}\` is missing. Write: ${name}: { username: '…', password: process.env.PASSWORD ?? '' }`]
}

function suggestion(name: string, known: readonly string[]): string {
  const near = known.find((candidate) => distance(candidate.toLowerCase(), name.toLowerCase()) <= 2)
  return near === undefined ? `Known: ${known.join(', ')}` : `Did you mean \`${near}\`?`
}

/** How many letters to change, add or take away. */
function distance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index)
  for (const [at, letter] of Array.from(left).entries()) {
    const next = [at + 1]
    for (const [index, other] of Array.from(right).entries())
      next.push(
        Math.min((next[index] ?? 0) + 1, (row[index + 1] ?? 0) + 1, (row[index] ?? 0) + (letter === other ? 0 : 1)),
      )
    row = next
  }
  return row.at(-1) ?? 0
}
