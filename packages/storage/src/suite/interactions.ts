import type { AuthorizationRequest, BeginInteraction, Interaction } from '@identity-hub/core'
import { HOUR, id, someHash, START } from './fixtures.ts'
import type { World } from './world.ts'

export const newRequest = ({ client }: Pick<World, 'client'>): AuthorizationRequest => ({
  client: client.id,
  redirectUri: 'https://app.example/callback',
  redirectUriSent: true,
  scopes: ['profile'],
  state: 'state "with" ünïcode \u2028',
  codeChallenge: 'challenge',
  nonce: null,
  prompt: ['login', 'consent'],
  maxAgeSeconds: 300,
  loginHint: 'ada',
  uiLocales: 'nl en',
})

export const newInteraction = (
  world: Pick<World, 'client'>,
  rest: Partial<BeginInteraction> = {},
): BeginInteraction => ({
  id: id(),
  browserHash: someHash(),
  request: newRequest(world),
  state: 'login',
  session: null,
  expiresAt: START + HOUR,
  maxOpen: 8,
  now: START,
  ...rest,
})

export async function begin({ tenant }: Pick<World, 'tenant'>, input: BeginInteraction): Promise<Interaction> {
  const begun = await tenant.beginInteraction(input)
  if (begun.outcome !== 'begun') throw new Error(`interaction: ${begun.outcome}`)
  return begun.interaction
}

/** One that waits for the decision of the person who is signed in. */
export const beginConsent = (world: World, rest: Partial<BeginInteraction> = {}): Promise<Interaction> => {
  const session = { id: world.person.session.id, accountId: world.person.account.id }
  return begin(world, newInteraction(world, { state: 'consent', session, ...rest }))
}
