import type * as wire from '@identity-hub/api-types/management'
import type { Answer, ManagementClient } from '@identity-hub/client/management'
import { checkScopeName } from '@identity-hub/core'
import { collect } from '../../collect.ts'
import { Refused } from '../../refused.ts'

export interface AskedScope {
  readonly name: string
  /** null: none was typed. */
  readonly description: string | null
  readonly assignment: 'requestable' | 'automatic'
}

interface Created {
  readonly body: wire.ClientWithSecret
  /** What became of the scopes. */
  readonly notes: readonly string[]
}

/** Makes a client together with the scopes that it needs and that are missing. */
export async function withMissingScopes(
  client: ManagementClient,
  scopes: readonly AskedScope[],
  create: (newScopes: readonly wire.NewScope[]) => Promise<Answer<'createClient'>>,
): Promise<Created> {
  const names = scopes.map(({ name }) => checkScopeName(name))
  for (const checked of names) if (!checked.ok) throw new Refused(checked.problem)
  const ignored = names.flatMap((checked) =>
    checked.ok && checked.value.kind === 'no-effect' ? checked.value.name : [],
  )
  const known = new Set((await collect(client.listScopes, {})).map(({ name }) => name))
  const asked = scopes.filter(({ name }) => !ignored.includes(name))
  const missing = asked.filter(({ name }) => !known.has(name))
  const { locale } = missing.length === 0 ? { locale: 'en' } : (await client.getSettings()).body
  const { body } = await create(
    missing.map(({ name, description }) => ({
      name,
      ...(description !== null && description !== '' && { description: { [locale]: description } }),
    })),
  )
  const made = missing.map(({ name }) => name)
  return { body, notes: [...notesOn(asked, made), ...ignored.map(tellIgnored)] }
}

function notesOn(asked: readonly AskedScope[], made: readonly string[]): readonly string[] {
  const kept = asked.filter(({ name, description }) => description !== null && !made.includes(name))
  return [
    ...made.map((name) => `Made the scope ${name}, which was missing.`),
    ...kept.map(({ name }) => `The scope ${name} was there already and keeps its description.`),
  ]
}

function tellIgnored(name: string): string {
  return `${name} changes nothing: a client that may refresh always gets a refresh token.`
}
