import type { Steps } from '../document/document-error.ts'
import { type JsonObject, follow, objectAt } from '../document/json.ts'
import { type Comparison, type Direction, narrowed, reversed, widened } from './change.ts'
import { compareContent } from './compare-content.ts'
import type { Side } from './compare-operations.ts'
import { compareSchemas } from './compare-schemas.ts'

interface Documented {
  readonly response: JsonObject
  readonly where: Steps
}

/** Statuses are compared as HTTP means them: a client treats one that it does not know as the class that it is in. RFC 9110 §15 */
export function compareResponses(comparison: Comparison, request: Direction, before: Side, after: Side): void {
  const { changes, subject } = comparison
  const direction = reversed(request)
  const [old, fresh] = [responsesOf(before), responsesOf(after)]
  for (const [status, { response, where }] of fresh) {
    // What was covered by a range or by `default` goes on as it was written there.
    const was = old.get(status) ?? covering(old, status)
    if (was) compareOne(comparison, direction, status, was.response, response, where)
    else
      changes.add(
        subject,
        'status-added',
        isError(status) ? 'neither' : widened(direction),
        `${status} was added`,
        where,
      )
  }
  for (const [status, { where }] of old) {
    if (fresh.has(status)) continue
    if (covering(fresh, status)) continue
    // Old servers go on to answer so; a success was also what clients waited for.
    const breaks = isError(status) ? narrowed(direction) : 'both'
    changes.add(subject, 'status-removed', breaks, `${status} was removed`, where)
  }
}

function responsesOf({ document, operation, named }: Side): Map<string, Documented> {
  return new Map(
    Object.entries(objectAt(operation, 'responses'))
      .filter(([status]) => !status.startsWith('x-'))
      .map(([status, value]) => {
        const { value: response, where } = follow(document, value, [...named.where, 'responses', status])
        return [status, { response, where }]
      }),
  )
}

function covering(responses: ReadonlyMap<string, Documented>, status: string): Documented | undefined {
  return responses.get(`${status.slice(0, 1)}XX`) ?? (status === 'default' ? undefined : responses.get('default'))
}

function isError(status: string): boolean {
  return status.startsWith('4') || status.startsWith('5') || status === 'default'
}

function compareOne(
  comparison: Comparison,
  direction: Direction,
  status: string,
  before: JsonObject,
  after: JsonObject,
  where: Steps,
): void {
  compareHeaders(comparison, direction, status, before, after, where)
  compareContent(comparison, direction, `the body of ${status}`, before, after, where)
}

function compareHeaders(
  comparison: Comparison,
  direction: Direction,
  status: string,
  before: JsonObject,
  after: JsonObject,
  where: Steps,
): void {
  const { changes, subject } = comparison
  const [old, fresh] = [headersOf(comparison.before, before, where), headersOf(comparison.after, after, where)]
  for (const [key, { header, name, at }] of fresh) {
    const label = `the header ${name} of ${status}`
    const was = old.get(key)?.header
    const isRequired = header['required'] === true
    if (isRequired && was?.['required'] !== true)
      changes.add(subject, 'header-required', narrowed(direction), `${label} is always there now`, at)
    else if (!was) changes.add(subject, 'header-added', 'neither', `${label} was added`, at)
    else if (!isRequired && was['required'] === true)
      changes.add(subject, 'header-optional', widened(direction), `${label} may be missing now`, at)
    if (was)
      compareSchemas(comparison, direction, label, was['schema'] ?? {}, header['schema'] ?? {}, [...at, 'schema'])
  }
  for (const [key, { name }] of old) {
    if (!fresh.has(key))
      changes.add(subject, 'header-dropped', 'clients', `the header ${name} of ${status} was dropped`, where)
  }
}

/** Names of fields are told apart without regard to case. RFC 9110 §5.1 */
function headersOf(
  document: JsonObject,
  response: JsonObject,
  where: Steps,
): Map<string, { readonly header: JsonObject; readonly name: string; readonly at: Steps }> {
  return new Map(
    Object.entries(objectAt(response, 'headers'))
      .filter(([name]) => name.toLowerCase() !== 'content-type')
      .map(([name, value]) => {
        const { value: header, where: at } = follow(document, value, [...where, 'headers', name])
        return [name.toLowerCase(), { header, name, at }]
      }),
  )
}
