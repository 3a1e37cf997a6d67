import { checkDisplayName, quoted, type TenantSettings } from '@identity-hub/core'
import { done, invalidFields, type FieldProblem, type Result } from './administration.ts'

const MOST_RETENTION_DAYS = 3_650

/** What an administrator sets of a tenant; everything that is wrong with it at once. */
export function checkTenantSettings(changes: Partial<TenantSettings>): Result<Partial<TenantSettings>> {
  const problems: FieldProblem[] = []
  const name = changes.name === undefined ? null : checkDisplayName(changes.name)
  if (name?.ok === false) problems.push({ pointer: '/name', detail: name.problem })
  const { locale: asked, eventRetentionDays: days } = changes
  const locale = asked === undefined ? undefined : languageTagOf(asked)
  if (locale === null)
    problems.push({
      pointer: '/locale',
      detail: `${quoted(asked ?? '')} is not a language; write a tag such as en or nl-BE`,
    })
  if (days !== undefined && !(Number.isInteger(days) && days >= 1 && days <= MOST_RETENTION_DAYS))
    problems.push({
      pointer: '/event_retention_days',
      detail: `events cannot be kept ${days} days; write a whole number from 1 to ${MOST_RETENTION_DAYS}`,
    })
  if (problems.length > 0) return invalidFields(problems)
  return done({
    ...changes,
    ...(name?.ok === true && { name: name.value }),
    ...(typeof locale === 'string' && { locale }),
  })
}

/** As everybody writes it: `nl-be` is `nl-BE`, and no tag is the name of what every object has. RFC 5646 §2.1, §4.5 */
function languageTagOf(text: string): string | null {
  try {
    return Intl.getCanonicalLocales(text)[0] ?? null
  } catch {
    return null
  }
}
