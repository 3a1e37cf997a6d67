import type { DocumentWarning } from '../document/document-warning.ts'
import { WarningList } from '../document/document-warning.ts'
import type { JsonObject } from '../document/json.ts'
import { SchemaReader } from '../document/schema-reader.ts'
import type { Definitions, JsonSchema } from '../runtime/operation-table.ts'
import { SchemaCompiler, type SchemaIssue } from '../runtime/schema-compiler.ts'

export interface ReadSchema {
  readonly schema: JsonSchema
  readonly definitions: Definitions
  readonly warnings: readonly DocumentWarning[]
}

/** One schema as the generator prints it. `components` are the schemas that it may refer to. */
export function readSchema(schema: unknown, components: JsonObject = {}, document: JsonObject = {}): ReadSchema {
  const warnings = new WarningList()
  const reader = new SchemaReader({ openapi: '3.1.0', components: { schemas: components }, ...document }, warnings)
  return { schema: reader.read(schema, ['here']), definitions: reader.definitions(), warnings: warnings.all() }
}

/** The same as the runtime checks it: undefined, or what is wrong, in one line; `?` marks what is missing. */
export function checkerOf(
  schema: unknown,
  components: JsonObject = {},
  document: JsonObject = {},
  direction: 'request' | 'response' = 'request',
): (value: unknown) => string | undefined {
  const read = readSchema(schema, components, document)
  const check = new SchemaCompiler(read.definitions, direction).compile(read.schema)
  return (value) => {
    const issue = check(value)
    return issue && lineOf(issue)
  }
}

function lineOf({ path, isMissing, message }: SchemaIssue): string {
  return `${path.length === 0 ? '' : `${path.join('.')} `}${isMissing ? '? ' : ''}${message}`
}
