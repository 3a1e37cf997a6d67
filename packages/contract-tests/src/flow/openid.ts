import type { Kit } from '../kit.ts'
import { NotApplicable } from '../run/not-applicable.ts'
import { membersOf } from './tokens.ts'

/** `prompt` and `max_age` are OpenID Connect's: a server without it ignores them, as it ignores whatever it does not know. */
export async function expectOpenId(kit: Pick<Kit, 'target' | 'serves' | 'url' | 'send'>): Promise<void> {
  if (kit.target.policy) return
  const metadata = kit.serves('getAuthorizationServerMetadata')
    ? membersOf(await kit.send({ url: kit.url('getAuthorizationServerMetadata') }))
    : {}
  if (!('subject_types_supported' in metadata || 'prompt_values_supported' in metadata))
    throw new NotApplicable('the server does not speak OpenID Connect, which has this parameter')
}
