import type * as wire from '@identity-hub/api-types/management'
import type { Command } from 'commander'
import { repeated, seconds } from '../../options.ts'

export interface ClientOptions {
  readonly redirectUri?: readonly string[]
  readonly automaticScope?: readonly string[]
  readonly grantType?: readonly string[]
  readonly authMethod?: readonly string[]
  readonly firstParty?: boolean
  readonly pkceOptional?: boolean
  readonly allowedOrigin?: readonly string[]
  readonly requiresRole?: string | false
  readonly codeSeconds?: number
  readonly accessTokenSeconds?: number
  readonly refreshIdleSeconds?: number
  readonly refreshAbsoluteSeconds?: number
  readonly retryWindowSeconds?: number
}

/** Lifetimes that a client can have of its own. */
export function lifetimeOptions(command: Command): void {
  command
    .addOption(seconds('--access-token-seconds <n>', 'how long access tokens live; 3600 unless given'))
    .addOption(seconds('--code-seconds <n>', 'how long an authorization code lives'))
    .addOption(seconds('--refresh-idle-seconds <n>', 'how long a refresh token lives unused'))
    .addOption(seconds('--refresh-absolute-seconds <n>', 'how long a grant lives at most'))
    .addOption(seconds('--retry-window-seconds <n>', 'how long a lost answer to a refresh can be fetched again'))
}

export function automaticScopeOption() {
  return repeated('--automatic-scope <name>', 'a scope that is granted without being asked for; repeats')
}

/** As the API takes them; what was not typed is undefined. */
export function clientMembersOf(options: ClientOptions) {
  const { firstParty, pkceOptional, requiresRole } = options
  return {
    redirect_uris: copy(options.redirectUri),
    // The API says which words there are.
    grant_types: copy(options.grantType) as wire.Client['grant_types'] | undefined,
    token_endpoint_auth_methods: copy(options.authMethod) as wire.Client['token_endpoint_auth_methods'] | undefined,
    first_party: firstParty,
    pkce: pkceOptional === undefined ? undefined : pkceOptional ? ('optional' as const) : ('required' as const),
    allowed_origins: copy(options.allowedOrigin),
    required_role: requiresRole === false ? null : requiresRole,
    code_seconds: options.codeSeconds,
    access_token_seconds: options.accessTokenSeconds,
    refresh_idle_seconds: options.refreshIdleSeconds,
    refresh_absolute_seconds: options.refreshAbsoluteSeconds,
    retry_window_seconds: options.retryWindowSeconds,
  }
}

function copy(texts: readonly string[] | undefined): string[] | undefined {
  return texts === undefined ? undefined : [...texts]
}
