import type { JsonObject } from '../document/json.ts'
import { type Change, Changes, type Comparison } from './change.ts'
import { compareOperations } from './compare-operations.ts'
import { compareSecuritySchemes } from './compare-security.ts'

/** What changed between two OpenAPI documents, and whom it breaks; in the order of the new document. */
export function compareDocuments(before: JsonObject, after: JsonObject): Change[] {
  const changes = new Changes()
  const comparison: Comparison = { changes, subject: 'document', before, after }
  compareOperations(comparison)
  compareSecuritySchemes(comparison)
  return changes.all()
}
