import { authorizationCode } from './advice/authorization-code.ts'
import { authorizationEndpoint } from './advice/authorization-endpoint.ts'
import { clientAuthentication } from './advice/client-authentication.ts'
import { issuedTokens } from './advice/issued-tokens.ts'
import { metadata } from './advice/metadata.ts'
import { operations } from './advice/operations.ts'
import { pages } from './advice/pages.ts'
import { pkce } from './advice/pkce.ts'
import { redirectUri } from './advice/redirect-uri.ts'
import { refreshToken } from './advice/refresh-token.ts'
import { tokenEndpoint } from './advice/token-endpoint.ts'

/** By requirement id: what a server author should check, and what is usually wrong. */
export type Advice = Readonly<Record<string, string>>

const areas: readonly Advice[] = [
  redirectUri,
  authorizationEndpoint,
  pkce,
  authorizationCode,
  tokenEndpoint,
  clientAuthentication,
  refreshToken,
  issuedTokens,
  metadata,
  pages,
  operations,
]

const byRequirement: ReadonlyMap<string, string> = new Map(areas.flatMap((area) => Object.entries(area)))

/** One or two sentences about how a server comes to keep the requirement; undefined for ids that no test has. */
export function howToFix(requirementId: string): string | undefined {
  return byRequirement.get(requirementId)
}

/** Of every requirement that there is advice for, in the order of the protocol. */
export function advisedRequirements(): readonly string[] {
  return areas.flatMap((area) => Object.keys(area))
}
