import { escapeToken, isObject, resolvePointer, type JsonObject } from './json-pointer.ts'
import type { ContractDocument, DocumentedOperation } from './read-document.ts'

/** What the document says of the values of a parameter or of a field of a form. */
export interface FieldSchema {
  /** Examples, constants and enumerated values. */
  readonly values: readonly string[]
  readonly minLength: number
  readonly maxLength: number
}

/** Where a client may put values: names and what they may be. */
export interface OperationFields {
  readonly query: ReadonlyMap<string, FieldSchema>
  readonly form: ReadonlyMap<string, FieldSchema>
}

const usualMaxLength = 256

/** The query parameters and form fields of an operation, of every variant of its body. */
export function fieldsOf(document: ContractDocument, { pointer }: DocumentedOperation): OperationFields {
  const query = new Map<string, FieldSchema>()
  const parameters = resolvePointer(document.raw, `${pointer}/parameters`).value
  for (const index of Array.isArray(parameters) ? parameters.keys() : []) {
    const { value } = resolvePointer(document.raw, `${pointer}/parameters/${index}`)
    if (isObject(value) && value['in'] === 'query' && typeof value['name'] === 'string') {
      const schema = resolvePointer(document.raw, `${pointer}/parameters/${index}/schema`).value
      query.set(value['name'], fieldSchema(schema, value['example']))
    }
  }
  const form = new Map<string, FieldSchema>()
  const body = `${pointer}/requestBody/content/${escapeToken('application/x-www-form-urlencoded')}/schema`
  collect(document.raw, body, form)
  return { query, form }
}

function collect(root: JsonObject, pointer: string, into: Map<string, FieldSchema>): void {
  const { value, pointer: place } = resolvePointer(root, pointer)
  if (!isObject(value)) return
  for (const name of Object.keys(isObject(value['properties']) ? value['properties'] : {})) {
    const field = fieldSchema(resolvePointer(root, `${place}/properties/${escapeToken(name)}`).value)
    const known = into.get(name)
    into.set(name, known === undefined ? field : { ...field, values: [...new Set([...known.values, ...field.values])] })
  }
  for (const keyword of ['oneOf', 'anyOf', 'allOf'])
    for (const index of Array.isArray(value[keyword]) ? value[keyword].keys() : [])
      collect(root, `${place}/${keyword}/${index}`, into)
}

function fieldSchema(schema: unknown, example?: unknown): FieldSchema {
  const said = isObject(schema) ? schema : {}
  const listed = [example, said['const'], said['example'], said['default'], said['enum'], said['examples']].flat()
  const values = listed.filter((value) => typeof value === 'string' || typeof value === 'number').map(String)
  const length = (name: string, otherwise: number) => (typeof said[name] === 'number' ? said[name] : otherwise)
  return {
    values: [...new Set(values)],
    minLength: length('minLength', 0),
    maxLength: length('maxLength', usualMaxLength),
  }
}
