import openapiTS, { type OpenAPI3, astToString, tsNullable } from 'openapi-typescript'
import ts from 'typescript'
import type { JsonObject } from '../document/json.ts'
import { WarningList } from '../document/document-warning.ts'
import { nameOperations } from '../document/name-operations.ts'
import { forOpenapiTypescript } from './for-openapi-typescript.ts'
import { RUNTIME } from './print-server.ts'
import { printText } from './print-value.ts'

export interface PrintTypesOptions {
  /** The module of the runtime, which has the type of bytes. Default: `@identity-hub/openapi-koa`. */
  readonly runtime?: string
}

/**
 * A module with `paths`, `operations`, `webhooks` and `components` of a bundled document, by openapi-typescript; callbacks
 * are among the webhooks.
 */
export async function printTypes(document: JsonObject, options: PrintTypesOptions = {}): Promise<string> {
  const { text, usesBinary } = await printTypesOf(document)
  const runtime = printText(options.runtime ?? RUNTIME)
  return usesBinary ? `import type { Binary } from ${runtime}\n\n${text}` : text
}

/** The same without the import of `Binary`, which is the type of what is bytes. */
export async function printTypesOf(document: JsonObject): Promise<{ text: string; usesBinary: boolean }> {
  const input = forOpenapiTypescript(document, nameOperations(document, new WarningList())) as unknown as OpenAPI3 // openapi-typescript checks it itself
  let usesBinary = false
  const types = await openapiTS(input, {
    silent: true,
    transform: (schema) => {
      if (schema.format !== 'binary') return undefined
      usesBinary = true
      const binary = ts.factory.createTypeReferenceNode('Binary')
      return schema.nullable === true || [schema.type].flat().includes('null') ? tsNullable([binary]) : binary
    },
  })
  return { text: astToString(types), usesBinary }
}
