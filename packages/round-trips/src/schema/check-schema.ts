import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import type { Schema } from '../document/call.ts'
import { ROOT } from '../document/directed-document.ts'
import type { JsonObject } from '../document/json.ts'

export type FitsSchema = (value: unknown) => boolean

const validators = new WeakMap<JsonObject, Ajv2020>()
const compiled = new WeakMap<object, FitsSchema>()

/** Whether a value is what a schema describes; made once for each schema. */
export function checkOf({ document, schema }: Schema): FitsSchema {
  if (typeof schema !== 'object' || schema === null) return () => schema !== false
  let check = compiled.get(schema)
  if (check === undefined) {
    const validate = validatorOf(document).compile(schema)
    check = (value) => validate(value)
    compiled.set(schema, check)
  }
  return check
}

function validatorOf(document: JsonObject): Ajv2020 {
  let ajv = validators.get(document)
  if (ajv === undefined) {
    ajv = new Ajv2020({
      strict: false,
      logger: false,
      validateSchema: false,
      addUsedSchema: false,
      ownProperties: true,
    })
    // ajv-formats is CommonJS whose types promise a default export beside the callable module.
    const addFormats = formats as unknown as (instance: Ajv2020) => void
    addFormats(ajv)
    ajv.addSchema({ $id: ROOT, components: document['components'], paths: document['paths'] })
    validators.set(document, ajv)
  }
  return ajv
}
