import { WarningList } from '../document/document-warning.ts'
import { type JsonObject, follow, objectAt } from '../document/json.ts'
import { type NamedOperation, nameOperations } from '../document/name-operations.ts'
import type { Comparison, Direction } from './change.ts'
import { compareBodies } from './compare-content.ts'
import { compareParameters } from './compare-parameters.ts'
import { compareResponses } from './compare-responses.ts'
import { compareSecurity } from './compare-security.ts'

/** One operation as it stands in one document. */
export interface Side {
  readonly document: JsonObject
  readonly pathItem: JsonObject
  readonly operation: JsonObject
  readonly named: NamedOperation
}

/** Operations are the same when their method and the shape of their path are: `/books/{id}` and `/books/{key}`. */
export function compareOperations(comparison: Comparison): void {
  const [old, fresh] = [sidesOf(comparison.before), sidesOf(comparison.after)]
  for (const [key, after] of fresh) {
    const before = old.get(key)
    const isOurs = after.named.kind === 'operation'
    const here = { ...comparison, subject: subjectOf(after.named) }
    if (before) compareOne(here, before, after)
    // Who implements the document lacks it; a webhook reaches apps that do not know it.
    else
      here.changes.add(
        here.subject,
        'operation-added',
        isOurs ? 'servers' : 'clients',
        `${here.subject} was added`,
        after.named.where,
      )
  }
  for (const [key, before] of old) {
    if (fresh.has(key)) continue
    const subject = subjectOf(before.named)
    const breaks = before.named.kind === 'operation' ? 'clients' : 'servers'
    comparison.changes.add(subject, 'operation-removed', breaks, `${subject} was removed`, before.named.where)
  }
}

function compareOne(comparison: Comparison, before: Side, after: Side): void {
  const direction: Direction = after.named.kind === 'operation' ? 'to-server' : 'to-client'
  const [old, fresh] = [before.named.operationId, after.named.operationId]
  if (old !== fresh) {
    const message = `the operationId is ${fresh} (was ${old})`
    comparison.changes.add(comparison.subject, 'operation-renamed', 'neither', message, after.named.where)
  }
  compareParameters(comparison, direction, before, after)
  compareBodies(comparison, direction, before, after)
  compareResponses(comparison, direction, before, after)
  if (after.named.kind === 'operation') compareSecurity(comparison, before, after)
}

function sidesOf(document: JsonObject): Map<string, Side> {
  return new Map(
    nameOperations(document, new WarningList()).map((named) => {
      let value: unknown = document
      for (const step of named.where.slice(0, -1)) value = follow(document, value, named.where).value[step]
      const pathItem = follow(document, value, named.where).value
      const operation = objectAt(pathItem, named.method)
      return [`${named.kind} ${named.method} ${shapeOf(named.key)}`, { document, pathItem, operation, named }]
    }),
  )
}

export function shapeOf(template: string): string {
  return template.replaceAll(/\{[^{}]*\}/g, '{}')
}

function subjectOf({ kind, method, key }: NamedOperation): string {
  return `${kind === 'operation' ? '' : `${kind} `}${method.toUpperCase()} ${key}`
}
