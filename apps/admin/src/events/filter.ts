import type { OperationInput } from '@identity-hub/client/management'
import { html, type Markup } from '@identity-hub/markup'
import { selectField, textField } from '../pages/parts/form.ts'
import { appField } from '../grants/app-field.ts'
import type { FoundUser } from '../users/find-user.ts'
import type { Names } from '../users/names.ts'
import { userField } from '../users/user-filter.ts'
import { PHRASES } from './phrases.ts'

type Filter = NonNullable<OperationInput<'listEvents'>['query']>

const ID = /^[0-9a-hjkmnp-tv-z]{26}$/
const LOCAL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?$/

/** What the address asks for. What cannot be meant is left out and told of. */
export function readFilter(query: URLSearchParams): { readonly filter: Filter; readonly problems: readonly string[] } {
  const problems: string[] = []
  const text = (name: string): string => query.get(name)?.trim() ?? ''
  const instant = (name: 'since' | 'until'): string | undefined => {
    const value = text(name)
    if (value === '') return undefined
    if (LOCAL.test(value) && !Number.isNaN(Date.parse(`${value}Z`))) return new Date(`${value}Z`).toISOString()
    problems.push(`“${value}” is no date and time; write one such as 2026-11-30T09:00.`)
    return undefined
  }
  const [type, outcome, app, actor, requestId] = ['type', 'outcome', 'app', 'actor', 'request_id'].map(text)
  if (requestId && !ID.test(requestId))
    problems.push(`“${requestId}” is no request id; those have 26 letters and digits.`)
  const [since, until] = [instant('since'), instant('until')]
  const filter: Filter = {
    ...(type && Object.hasOwn(PHRASES, type) && { type: [type] }),
    ...((outcome === 'success' || outcome === 'refused') && { outcome }),
    ...(app && { client_id: app }),
    ...(actor && { actor }),
    ...(requestId && ID.test(requestId) && { request_id: requestId }),
    ...(since !== undefined && { since }),
    ...(until !== undefined && { until }),
  }
  return { filter, problems }
}

const OUTCOMES = [
  { value: '', label: 'Any' },
  { value: 'success', label: 'Done' },
  { value: 'refused', label: 'Refused' },
] as const

const TYPES = [
  { value: '', label: 'Anything' },
  ...Object.entries(PHRASES)
    .map(([value, { title: label }]) => ({ value, label }))
    .toSorted((one, other) => one.label.localeCompare(other.label, 'en')),
]

export function filterFields(
  query: URLSearchParams,
  { user, apps, withUser }: { readonly user: FoundUser; readonly apps: Names; readonly withUser: boolean },
): Markup {
  const value = (name: string): string => query.get(name)?.trim() ?? ''
  return html`${selectField({ name: 'type', label: 'What happened', value: value('type'), options: TYPES })}
  ${selectField({ name: 'outcome', label: 'Outcome', value: value('outcome'), options: OUTCOMES })}
  ${withUser && userField(user)} ${appField(apps, value('app'))}
  ${textField({ name: 'actor', label: 'Done by', hint: 'A user’s id, client:… or cli.', value: value('actor'), type: 'search' })}
  ${textField({ name: 'request_id', label: 'Request id', value: value('request_id'), type: 'search' })}
  ${textField({ name: 'since', label: 'From (UTC)', value: value('since'), type: 'datetime-local' })}
  ${textField({ name: 'until', label: 'Until (UTC)', value: value('until'), type: 'datetime-local' })}`
}
