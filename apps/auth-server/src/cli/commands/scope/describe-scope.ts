import type * as wire from '@identity-hub/api-types/management'

/** For people. */
export function describeScope({ required_claim: claim, ...scope }: wire.Scope) {
  const texts = Object.entries(scope.description).map(([locale, text]) => [`description (${locale})`, text] as const)
  return {
    name: scope.name,
    'built in': scope.built_in,
    ...Object.fromEntries(texts),
    'requires roles': scope.required_roles,
    'requires claim': claim === null ? null : claim.value === null ? claim.name : `${claim.name}=${claim.value}`,
    'access token lives': scope.access_token_seconds === null ? null : `${scope.access_token_seconds} s at most`,
  }
}
