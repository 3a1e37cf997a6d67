import type { Definitions, JsonSchema } from '../runtime/operation-table.ts'
import { ChangingSchemas } from './changing-schemas.ts'
import { type Dispatch, dispatchOf } from './discriminator.ts'
import { DocumentError, type Steps } from './document-error.ts'
import type { WarningList } from './document-warning.ts'
import {
  type JsonObject,
  type MutableJsonObject,
  follow,
  isObject,
  listAt,
  objectAt,
  referred,
  stepsOf,
} from './json.ts'
import { asOf31, isOpenapi30 } from './openapi-30.ts'
import {
  ANNOTATION_KEYWORDS,
  CHECKED_FORMATS,
  DATA_KEYWORDS,
  READ_KEYWORDS,
  SCHEMA_KEYWORDS,
  SCHEMA_LIST_KEYWORDS,
  SCHEMA_MAP_KEYWORDS,
  UNSUPPORTED_KEYWORDS,
} from './schema-keywords.ts'
import { partsOf } from './schema-parts.ts'
import { READ_ONLY_MEMBERS, WRITE_ONLY_MEMBERS } from './split-read-write.ts'

/** A value that is only tried, as by alternatives, has to stay as it was sent. */
type Purpose = 'take' | 'try'

/** What stands under these is tried. */
const TRYING_KEYWORDS: ReadonlySet<string> = new Set(['not', 'if', 'contains', 'propertyNames', 'anyOf', 'oneOf'])

/**
 * Reads the schemas of one document as JSON Schema of draft 2020-12, without what only people read. What a schema refers
 * to is gathered under names on the way, so that nothing is there that no operation needs.
 */
export class SchemaReader {
  readonly #document: JsonObject
  readonly #warnings: WarningList
  readonly #isOpenapi30: boolean
  readonly #changing: ChangingSchemas
  /** By where they stand in the document, and what for. */
  readonly #names = new Map<string, string>()
  readonly #definitions = new Map<string, JsonSchema>()

  constructor(document: JsonObject, warnings: WarningList) {
    this.#document = document
    this.#warnings = warnings
    this.#isOpenapi30 = isOpenapi30(document)
    this.#changing = new ChangingSchemas(document)
  }

  read(schema: unknown, where: Steps, purpose: Purpose = 'take'): JsonSchema {
    if (typeof schema === 'boolean') return schema
    if (!isObject(schema)) throw new DocumentError('A schema is an object or a boolean.', where)
    const read = this.#keywords(schema, where, purpose)
    return this.#isOpenapi30 ? asOf31(schema, read) : read
  }

  /** The schema of a named value. The validator looks for its default here and not behind a reference. */
  readMember(schema: unknown, where: Steps, purpose: Purpose = 'take'): JsonSchema {
    const read = this.read(schema, where, purpose)
    if (purpose === 'try' || (isObject(read) && 'default' in read)) return read
    const inherited = this.#defaultOf(schema, where)
    return inherited === undefined ? read : { ...Object(read), default: inherited }
  }

  /** All that was referred to so far, by name. */
  definitions(): Definitions {
    return Object.fromEntries([...this.#definitions].toSorted(([a], [b]) => (a < b ? -1 : 1)))
  }

  /** The reference to a schema of the document, which is read now unless it was before. */
  #reference(ref: string, where: Steps, purpose: Purpose): string {
    const target = this.#target(ref, where)
    const tried = purpose === 'try' && this.#changing.has(target.value)
    const key = JSON.stringify([tried, ...target.steps])
    let name = this.#names.get(key)
    if (name === undefined) {
      name = this.#freeName(target.steps, tried ? '.asSent' : '')
      this.#names.set(key, name)
      // Before it is read: it may refer to itself.
      this.#definitions.set(name, true)
      this.#definitions.set(name, this.read(target.value, target.steps, tried ? 'try' : 'take'))
    }
    return `#/$defs/${encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'))}`
  }

  /** Past references to references, unless they say something of their own. */
  #target(ref: string, where: Steps): { readonly value: unknown; readonly steps: Steps } {
    follow(this.#document, { $ref: ref }, where) // refuses circles
    const value = referred(this.#document, ref, where)
    const steps = stepsOf(ref, where)
    const next = isObject(value) ? value['$ref'] : undefined
    if (!isObject(value) || typeof next !== 'string') return { value, steps }
    const isAlias =
      this.#isOpenapi30 || Object.keys(value).every((key) => key === '$ref' || ANNOTATION_KEYWORDS.has(key))
    return isAlias ? this.#target(next, steps) : { value, steps }
  }

  #freeName(target: Steps, suffix: string): string {
    const [section, kind, last] = target
    const isComponent = target.length === 3 && section === 'components' && kind === 'schemas'
    let name = isComponent ? String(last) : target.map((step) => String(step).replaceAll(/[^\w.-]+/g, '_')).join('.')
    name += suffix
    while (this.#definitions.has(name)) name += '_'
    return name
  }

  #keywords(schema: MutableJsonObject, where: Steps, purpose: Purpose): MutableJsonObject {
    const ref = schema['$ref']
    // Beside a reference OpenAPI 3.0 reads nothing.
    if (typeof ref === 'string' && this.#isOpenapi30) return { $ref: this.#reference(ref, where, purpose) }
    const dispatch = dispatchOf(this.#document, schema, where)
    const read: MutableJsonObject = {}
    for (const [keyword, value] of Object.entries(schema)) {
      if (dispatch?.keyword !== keyword) this.#keyword(read, keyword, value, [...where, keyword], purpose)
    }
    // The validator passes over an `if` alone, and with it what `unevaluatedProperties` needs to know.
    // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
    if ('if' in schema && !('then' in schema)) read['then'] = this.read(schema['if'], [...where, 'if'], purpose)
    if ('unevaluatedItems' in schema && this.#choosesItems(schema, where)) {
      delete read['unevaluatedItems']
      this.#warnings.add('unchecked-unevaluated-items', 'unevaluatedItems', where)
    }
    if (schema['format'] === 'binary') this.#withoutText(read, where)
    const readOnly = listAt(schema, READ_ONLY_MEMBERS).map((name) => [
      String(name),
      purpose === 'take' ? { readOnly: true } : true,
    ])
    const writeOnly = listAt(schema, WRITE_ONLY_MEMBERS).map((name) => [String(name), { writeOnly: true }])
    const marked = [...readOnly, ...writeOnly]
    if (marked.length > 0) read['properties'] = { ...objectAt(read, 'properties'), ...Object.fromEntries(marked) }
    const conditions = dispatch
      ? this.#branches(dispatch, where, purpose)
      : purpose === 'take'
        ? this.#fillings(schema, read, where)
        : []
    if (conditions.length > 0) read['allOf'] = [...listAt(read, 'allOf'), ...conditions]
    if (isObject(schema['discriminator']) && !('oneOf' in schema || 'anyOf' in schema))
      this.#warnings.add('discriminator-without-alternatives', String(schema['discriminator']['propertyName']), where)
    return read
  }

  /** Bytes are no text: they pass by as a stream, and nobody counts their characters. */
  #withoutText(read: MutableJsonObject, where: Steps): void {
    for (const keyword of ['minLength', 'maxLength', 'pattern'].filter((name) => name in read)) {
      delete read[keyword]
      this.#warnings.add('unchecked-bytes', keyword, [...where, keyword])
    }
  }

  #keyword(read: MutableJsonObject, keyword: string, value: unknown, where: Steps, outer: Purpose): void {
    const purpose = TRYING_KEYWORDS.has(keyword) ? 'try' : outer
    if (keyword === '$ref') read['$ref'] = this.#reference(String(value), where.slice(0, -1), purpose)
    else if (SCHEMA_KEYWORDS.has(keyword)) read[keyword] = this.read(value, where, purpose)
    else if (SCHEMA_MAP_KEYWORDS.has(keyword)) read[keyword] = this.#map(value, where, purpose)
    else if (SCHEMA_LIST_KEYWORDS.has(keyword)) read[keyword] = this.#list(value, where, purpose)
    else if (DATA_KEYWORDS.has(keyword)) {
      if (keyword !== 'default' || purpose === 'take') this.#data(read, keyword, value, where)
    } else if (UNSUPPORTED_KEYWORDS.has(keyword)) this.#warnings.add('unsupported-keyword', keyword, where)
    else if (!ANNOTATION_KEYWORDS.has(keyword) && !READ_KEYWORDS.has(keyword) && !keyword.startsWith('x-'))
      this.#warnings.add('unknown-keyword', keyword, where)
  }

  #map(value: unknown, where: Steps, purpose: Purpose): MutableJsonObject {
    if (!isObject(value)) throw new DocumentError('Here schemas stand by name.', where)
    return Object.fromEntries(
      Object.entries(value).map(([name, child]) => [name, this.readMember(child, [...where, name], purpose)]),
    )
  }

  #list(value: unknown, where: Steps, purpose: Purpose): JsonSchema[] {
    if (!Array.isArray(value)) throw new DocumentError('Here stands a list of schemas.', where)
    return value.map((child, index) => this.read(child, [...where, index], purpose))
  }

  #data(read: MutableJsonObject, keyword: string, value: unknown, where: Steps): void {
    if (keyword === 'enum' && Array.isArray(value) && value.length === 0)
      throw new DocumentError('No value fits an enum without values.', where)
    if (keyword === 'format' && typeof value === 'string' && !CHECKED_FORMATS.has(value)) {
      this.#warnings.add('unknown-format', value, where)
    } else if (keyword === 'pattern' && !isRegularExpression(value)) {
      this.#warnings.add('pattern-not-regular-expression', String(value), where)
    } else read[keyword] = value
  }

  /** The default of a schema, or of what it refers to. */
  #defaultOf(schema: unknown, where: Steps, depth = 0): unknown {
    if (!isObject(schema) || depth > 8) return undefined
    const ref = schema['$ref']
    const isReference = typeof ref === 'string'
    if ('default' in schema && !(isReference && this.#isOpenapi30)) return schema['default']
    const parts = isReference ? [referred(this.#document, ref, where)] : []
    for (const part of [...parts, ...listAt(schema, 'allOf')]) {
      const found = this.#defaultOf(part, where, depth + 1)
      if (found !== undefined) return found
    }
    return undefined
  }

  /** Which alternative is meant is told by one member, so that a mistake is told by the alternative that was meant. */
  #branches({ propertyName, alternatives, keyword }: Dispatch, where: Steps, purpose: Purpose): JsonSchema[] {
    const without = alternatives.filter(({ isRequired }) => !isRequired)
    const condition = {
      type: 'object',
      ...(without.length === 0 && { required: [propertyName] }),
      properties: { [propertyName]: { enum: alternatives.flatMap(({ values }) => values) } },
    }
    // The discriminator does not change which values fit: where it is missing, alternatives that do without it decide.
    const undecided = {
      if: { not: { required: [propertyName] } },
      // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
      then: { [keyword]: without.map(({ schema, index }) => this.read(schema, [...where, keyword, index], 'try')) },
    }
    const branches = alternatives.map(({ schema, values, index }) => ({
      if: { properties: { [propertyName]: { enum: values } }, required: [propertyName] },
      // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
      then: this.read(schema, [...where, keyword, index], purpose),
    }))
    return [condition, ...branches, ...(without.length > 0 ? [undecided] : [])]
  }

  /** Whether the items that are evaluated depend on the value in ways that the validator does not follow. */
  #choosesItems(schema: JsonObject, where: Steps): boolean {
    return partsOf(this.#document, schema, where).some((part) =>
      ['contains', 'anyOf', 'oneOf', 'if'].some((keyword) => keyword in part),
    )
  }

  /** An alternative that fits fills in its defaults and takes away its read-only members; one that is tried does not. */
  #fillings(schema: JsonObject, tried: JsonObject, where: Steps): JsonSchema[] {
    return ['anyOf', 'oneOf'].flatMap((keyword) =>
      listAt(schema, keyword).flatMap((alternative, index) =>
        this.#changing.has(alternative)
          ? // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
            [{ if: listAt(tried, keyword)[index], then: this.read(alternative, [...where, keyword, index]) }]
          : [],
      ),
    )
  }
}

function isRegularExpression(pattern: unknown): boolean {
  if (typeof pattern !== 'string') return false
  return ['u', ''].some((flags) => {
    try {
      return Boolean(new RegExp(pattern, flags))
    } catch {
      return false
    }
  })
}
