import type { RandomBytes } from '../issued-values/id.ts'
import type { Client, ClientType } from '../storage/records.ts'
import { checkClientSettings, type ClientSettingsInput, type RequestedScope } from './check-client-settings.ts'
import { checkDisplayName } from './check-names.ts'
import { accepted, MemberProblems, type Checked } from './checked.ts'
import { issueClientCredentials } from './issue-client-credentials.ts'
import { oneOf, quoted } from './quoted.ts'

/** What somebody asks for, unchecked. What is left out has its default. */
export interface ClientRegistrationInput extends Omit<ClientSettingsInput, 'scopes' | 'pkce'> {
  readonly type: string
  /** By name, or with how it is assigned. */
  readonly scopes: readonly (string | RequestedScope)[]
  readonly pkceOptional?: boolean
  /** Brought along from another server; otherwise we make one. */
  readonly clientId?: string
  readonly clientSecret?: string
}

export interface ClientRegistrationContext {
  readonly serverOriginIsLoopbackHttp: boolean
  /** Epoch milliseconds. */
  readonly now: number
  readonly randomBytes: RandomBytes
}

export interface ClientRegistration {
  readonly client: Omit<Client, 'epoch' | 'revision' | 'status'>
  /** The secret that we made, to be shown this once; null: it has none, or brought its own. */
  readonly issuedSecret: string | null
  /** Scopes that were named, and change nothing. */
  readonly ignoredScopes: readonly string[]
}

const clientTypes: readonly ClientType[] = ['confidential', 'public', 'native']

/** A whole client out of what was asked for, or everything that is wrong with it. RFC 7591 §2 */
export function checkClientRegistration(
  input: ClientRegistrationInput,
  context: ClientRegistrationContext,
): Checked<ClientRegistration> {
  const type = clientTypes.find((candidate) => candidate === input.type)
  const problems = new MemberProblems()
  if (type === undefined) {
    // What the rest means depends on it.
    problems.take('/name', checkDisplayName(input.name))
    problems.add('/type', `${quoted(input.type)} is not a client type; write ${oneOf(clientTypes)}`)
    return problems.refusal() ?? unreachable()
  }
  const checked = checkClientSettings(
    {
      ...input,
      scopes: input.scopes.map((scope) => (typeof scope === 'string' ? { name: scope } : scope)),
      pkce: input.pkceOptional === true ? 'optional' : 'required',
    },
    type,
    context,
  )
  if (!checked.ok) for (const { pointer, problem } of checked.members ?? []) problems.add(pointer, problem)
  const credentials = problems.take('', issueClientCredentials({ ...input, type }, context))
  const refusal = problems.refusal()
  if (refusal !== null) return refusal
  if (!checked.ok || credentials === undefined) return unreachable()
  return accepted({
    client: {
      ...checked.value.settings,
      id: credentials.id,
      clientId: credentials.clientId,
      type,
      registeredBy: 'administrator',
      secrets: credentials.secrets,
      createdAt: context.now,
    },
    issuedSecret: credentials.issuedSecret,
    ignoredScopes: checked.value.ignoredScopes,
  })
}

function unreachable(): never {
  throw new Error('a refusal without a problem')
}
