import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import type { JsonObject } from './json-pointer.ts'

/** Says what is wrong with a value; an empty list: nothing. */
export type SchemaCheck = (value: unknown) => readonly string[]

/** Compiles the schemas of a document where they stand, so that their references mean what they mean there. */
export function createSchemas(raw: JsonObject): (pointer: string) => SchemaCheck {
  // Not strict: a document is no schema, and only its lint knows which of its words are misspelt.
  const ajv = new Ajv2020({ allErrors: true, strict: false, validateSchema: false })
  // ajv-formats is CommonJS whose types promise a default export beside the callable module.
  const addFormats = formats as unknown as (instance: Ajv2020) => void
  addFormats(ajv)
  ajv.addSchema(raw, 'document:/')

  const compiled = new Map<string, ValidateFunction>()
  return (pointer) => {
    let validate = compiled.get(pointer)
    if (validate === undefined) {
      validate = ajv.compile({ $ref: `document:/#${encodeURI(pointer)}` })
      compiled.set(pointer, validate)
    }
    const check = validate
    return (value) =>
      check(value)
        ? []
        : (check.errors ?? []).map(({ instancePath, message }) => `${instancePath || 'value'} ${message}`)
  }
}
