import type { Steps } from '../document/document-error.ts'
import { type JsonObject, follow, isObject, objectAt } from '../document/json.ts'
import { parseMediaType } from '../runtime/media-type.ts'
import { type Comparison, type Direction, narrowed, widened } from './change.ts'
import type { Side } from './compare-operations.ts'
import { compareSchemas } from './compare-schemas.ts'

export function compareBodies(comparison: Comparison, direction: Direction, before: Side, after: Side): void {
  const [old, fresh] = [before, after].map(({ document, operation, named }) =>
    isObject(operation['requestBody'])
      ? follow(document, operation['requestBody'], [...named.where, 'requestBody'])
      : undefined,
  )
  const { changes, subject } = comparison
  const isRequired = fresh?.value['required'] === true
  if (!fresh) {
    if (old) changes.add(subject, 'body-removed', 'clients', 'the request body was removed', after.named.where)
    return
  }
  if (!old) {
    if (isRequired)
      changes.add(subject, 'body-required', narrowed(direction), 'a request body is required now', fresh.where)
    else changes.add(subject, 'body-added', widened(direction), 'a request body was added', fresh.where)
    return
  }
  if (isRequired && old.value['required'] !== true)
    changes.add(subject, 'body-required', narrowed(direction), 'the request body is required now', fresh.where)
  if (!isRequired && old.value['required'] === true)
    changes.add(subject, 'body-optional', widened(direction), 'the request body is no longer required', fresh.where)
  compareContent(comparison, direction, 'the request body', old.value, fresh.value, fresh.where)
}

/**
 * Media types are compared without their parameters but the charset. RFC 9110 §8.3.1. A response that comes in one type
 * more is no harm: who did not ask for it gets what it got before.
 */
export function compareContent(
  { changes, ...rest }: Comparison,
  direction: Direction,
  name: string,
  before: JsonObject,
  after: JsonObject,
  where: Steps,
): void {
  const comparison = { changes, ...rest }
  const [old, fresh] = [byEssence(before), byEssence(after)]
  for (const [essence, { written, mediaType }] of fresh) {
    const at = [...where, 'content', written]
    const was = old.get(essence)
    if (was) {
      const [schemaBefore, schemaAfter] = [was.mediaType['schema'] ?? {}, mediaType['schema'] ?? {}]
      compareSchemas(comparison, direction, name, schemaBefore, schemaAfter, [...at, 'schema'])
    } else {
      const isFirst = old.size === 0
      const breaks = direction === 'to-server' ? widened(direction) : isFirst ? 'clients' : 'neither'
      changes.add(rest.subject, 'content-type-added', breaks, `${name} may be ${essence} now`, at)
    }
  }
  for (const essence of old.keys()) {
    if (!fresh.has(essence))
      changes.add(rest.subject, 'content-type-removed', 'clients', `${name} may no longer be ${essence}`, where)
  }
}

function byEssence(holder: JsonObject): Map<string, { readonly written: string; readonly mediaType: JsonObject }> {
  return new Map(
    Object.entries(objectAt(holder, 'content')).map(([written, mediaType]) => [
      parseMediaType(written)?.essence ?? written,
      { written, mediaType: isObject(mediaType) ? mediaType : {} },
    ]),
  )
}
