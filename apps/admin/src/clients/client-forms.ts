import type { Client, ClientChanges, ClientScope } from '@identity-hub/api-types/management'
import { moved, problemAt, type Attempt, type Problem } from '../http/attempt.ts'
import { filled, lines, linesOf } from '../http/input.ts'
import { formatDuration, parseDuration } from '../pages/parts/duration.ts'
import { GRANT_TYPES } from './client-types.ts'

/** What the forms of an app are filled with, and what is read out of them again. */
export const formOf = (client: Client): URLSearchParams =>
  filled({
    name: client.name,
    first_party: client.first_party ? 'yes' : 'no',
    redirect_uris: lines(client.redirect_uris),
    allowed_origins: lines(client.allowed_origins),
    required_role: client.required_role ?? '',
    grant_types: client.grant_types,
    pkce: client.pkce,
    requestable: lines(namesOf(client.scopes, 'requestable')),
    automatic: lines(namesOf(client.scopes, 'automatic')),
    ...Object.fromEntries(LIFETIMES.map(({ name }) => [name, formatDuration(client[name])])),
  })

export function readSettings(form: URLSearchParams): ClientChanges {
  return {
    name: form.get('name') ?? '',
    first_party: form.get('first_party') === 'yes',
    redirect_uris: [...linesOf(form, 'redirect_uris')],
    allowed_origins: [...linesOf(form, 'allowed_origins')],
    required_role: form.get('required_role')?.trim() || null,
    grant_types: GRANT_TYPES.map(({ value }) => value).filter((value) => form.getAll('grant_types').includes(value)),
    pkce: form.get('pkce') === 'optional' ? 'optional' : 'required',
  }
}

export const namesOf = (scopes: readonly ClientScope[], assignment: 'requestable' | 'automatic'): readonly string[] =>
  scopes.filter((scope) => (scope.assignment ?? 'requestable') === assignment).map(({ name }) => name)

export function readScopes(form: URLSearchParams): Attempt<ClientScope[]> {
  const requestable = linesOf(form, 'requestable')
  const automatic = linesOf(form, 'automatic')
  const index = automatic.findIndex((name) => requestable.includes(name))
  if (index >= 0)
    return problemAt(`/automatic/${index}`, `${automatic[index]} stands in both lists; write it in one of them.`)
  return {
    ok: true,
    value: [
      ...requestable.map((name) => ({ name, assignment: 'requestable' as const })),
      ...automatic.map((name) => ({ name, assignment: 'automatic' as const })),
    ],
  }
}

/** The API has one list of scopes where the form has two. */
export function atScopeFields(problem: Problem, form: URLSearchParams): Problem {
  const requestable = linesOf(form, 'requestable').length
  return moved(problem, (pointer) => {
    const [, index] = /^\/scopes\/(\d+)/.exec(pointer) ?? []
    if (index === undefined) return pointer === '/scopes' ? '/requestable' : pointer
    return Number(index) < requestable ? `/requestable/${index}` : `/automatic/${Number(index) - requestable}`
  })
}

export const LIFETIMES = [
  {
    name: 'access_token_seconds',
    label: 'Access token',
    hint: 'How long an API may rely on it. A scope can make it shorter.',
  },
  {
    name: 'refresh_idle_seconds',
    label: 'Refresh token, unused',
    hint: 'An app that does not come back for so long has to ask the person again.',
  },
  {
    name: 'refresh_absolute_seconds',
    label: 'Refresh token, in all',
    hint: 'However often it is used, the person is asked again after that.',
  },
  {
    name: 'code_seconds',
    label: 'Authorization code',
    hint: 'As long as a redirect takes; 10 minutes at most.',
  },
  {
    name: 'retry_window_seconds',
    label: 'Lost answers',
    hint: 'How long the same refresh token gets the same answer again, when the network lost it. 0 is never.',
  },
] as const

export function readLifetimes(form: URLSearchParams): Attempt<ClientChanges> {
  const changes: Partial<Record<(typeof LIFETIMES)[number]['name'], number>> = {}
  for (const { name, label } of LIFETIMES) {
    const text = form.get(name) ?? ''
    const seconds = parseDuration(text)
    if (seconds === undefined)
      return problemAt(`/${name}`, `${label}: “${text}” is no span of time; write one such as 90 seconds or 30 days.`)
    changes[name] = seconds
  }
  return { ok: true, value: changes }
}
