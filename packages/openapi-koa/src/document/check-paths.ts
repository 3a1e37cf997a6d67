import { templateShape } from '../runtime/routing/path-template.ts'
import { DocumentError } from './document-error.ts'
import type { NamedOperation } from './name-operations.ts'

/** A path that no request can have, or that two operations would answer. https://spec.openapis.org/oas/v3.1.1#paths-object */
export function checkPaths(operations: readonly NamedOperation[]): void {
  const taken = new Map<string, NamedOperation>()
  for (const operation of operations) {
    const { kind, key, method, where } = operation
    if (kind !== 'operation') continue
    const shape = templateShape(key)
    const literal = shape.replaceAll('{}', '')
    if (/[?#]/.test(literal)) throw new DocumentError('A path has neither a query nor a fragment.', where)
    if (/[{}]/.test(literal) || key.includes('{}')) throw new DocumentError('A path parameter is {name}.', where)
    if (shape.includes('{}{}')) throw new DocumentError('Between two parameters of a path stands text.', where)
    const other = taken.get(`${method} ${shape}`)
    if (other) throw new DocumentError(`${other.operationId} answers the same requests, at ${other.key}.`, where)
    taken.set(`${method} ${shape}`, operation)
  }
}
