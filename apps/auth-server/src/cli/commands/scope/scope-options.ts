import type * as wire from '@identity-hub/api-types/management'
import type { Command } from 'commander'
import { given } from '../../given.ts'
import { repeated, seconds, single } from '../../options.ts'
import { Refused } from '../../refused.ts'

export interface ScopeOptions {
  readonly description?: string
  readonly descriptionIn?: readonly string[]
  readonly requiresRole?: readonly string[] | false
  readonly requiresClaim?: string | false
  readonly accessTokenSeconds?: number | false
}

/** Whom a scope is for, and for how long. */
export function requirementOptions(command: Command): void {
  command
    .addOption(repeated('--description-in <locale=text>', 'what it gives, in another language; repeats'))
    .addOption(repeated('--requires-role <role>', 'only users with this role can grant it; repeats'))
    .addOption(single('--requires-claim <name[=value]>', 'only users with this claim can grant it'))
    .addOption(seconds('--access-token-seconds <n>', 'how long an access token with it lives at most'))
}

/** @param locale of the tenant, in which `--description` is written */
export function scopeMembersOf(options: ScopeOptions, locale: string, before: wire.Scope['description'] = {}) {
  const { requiresRole, requiresClaim, accessTokenSeconds } = options
  return given({
    description: descriptionOf(options, locale, before),
    required_roles: requiresRole === undefined ? undefined : requiresRole === false ? [] : [...requiresRole],
    required_claim: requiresClaim === undefined ? undefined : requiresClaim === false ? null : claimOf(requiresClaim),
    access_token_seconds: accessTokenSeconds === false ? null : accessTokenSeconds,
  })
}

function descriptionOf(
  { description, descriptionIn = [] }: ScopeOptions,
  locale: string,
  before: wire.Scope['description'],
): wire.Scope['description'] | undefined {
  if (description === undefined && descriptionIn.length === 0) return undefined
  const texts = { ...before, ...(description !== undefined && { [locale]: description }) }
  for (const text of descriptionIn) {
    const end = text.indexOf('=')
    if (end < 1) throw new Refused(`--description-in is written with a language, as in: nl="Je bestellingen zien"`)
    texts[text.slice(0, end)] = text.slice(end + 1)
  }
  return texts
}

function claimOf(text: string): NonNullable<wire.Scope['required_claim']> {
  const end = text.indexOf('=')
  return end === -1 ? { name: text, value: null } : { name: text.slice(0, end), value: text.slice(end + 1) }
}
