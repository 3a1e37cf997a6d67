import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import type { Definitions, JsonSchema } from './operation-table.ts'

/** What is wrong with a value, and where in it. */
export interface SchemaIssue {
  readonly path: readonly (string | number)[]
  readonly isMissing: boolean
  /** A clause without a subject: `must be integer`. It never repeats the value. */
  readonly message: string
}

/** Undefined: the value fits. Defaults are filled in, and read-only members taken away, in the value itself. */
export type Check = (value: unknown) => SchemaIssue | undefined

/**
 * Makes checks of the schemas of one document, each when it is first needed: a large document has thousands, and a
 * process uses few of them.
 */
export class SchemaCompiler {
  readonly #definitions: Definitions
  readonly #isRequest: boolean
  #ajv: Ajv2020 | undefined

  constructor(definitions: Definitions, direction: 'request' | 'response') {
    this.#definitions = definitions
    this.#isRequest = direction === 'request'
  }

  compile(schema: JsonSchema): Check {
    let validate: ValidateFunction | undefined
    return (value) => {
      validate ??= this.#validator().compile(rebased(schema))
      return validate(value) ? undefined : issueOf(validate.errors ?? [])
    }
  }

  #validator(): Ajv2020 {
    if (this.#ajv) return this.#ajv
    const ajv = new Ajv2020({
      strict: false,
      logger: false,
      validateSchema: false,
      addUsedSchema: false,
      useDefaults: this.#isRequest,
      // 19.99 is a multiple of 0.01, whatever a division of binary fractions says.
      multipleOfPrecision: 6,
      // A value may have members that its prototype has, too.
      ownProperties: true,
      code: { regExp: regExpOf },
    })
    // ajv-formats is CommonJS whose types promise a default export beside the callable module.
    const addFormats = formats as unknown as (instance: Ajv2020) => void
    addFormats(ajv)
    ajv.removeKeyword('readOnly')
    ajv.addKeyword({
      keyword: 'readOnly',
      modifying: true,
      schemaType: 'boolean',
      validate: (
        isReadOnly: boolean,
        _value: unknown,
        _schema: unknown,
        place?: { parentData: object; parentDataProperty: string | number },
      ) => {
        if (isReadOnly && place) Reflect.deleteProperty(place.parentData, place.parentDataProperty)
        return true
      },
    })
    if (!this.#isRequest) {
      ajv.removeKeyword('writeOnly')
      ajv.addKeyword({ keyword: 'writeOnly', schemaType: 'boolean', validate: (isWriteOnly: boolean) => !isWriteOnly })
    }
    ajv.addSchema({ $id: ROOT, $defs: this.#definitions })
    this.#ajv = ajv
    return ajv
  }
}

const ROOT = 'document:'

/** References of what stands alone lead to the document's definitions. */
function rebased(schema: JsonSchema): JsonSchema {
  return rebase(schema) as JsonSchema // the same shape
}

function rebase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(rebase)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => {
      if (key === '$ref' && typeof child === 'string') return [key, `${ROOT}${child}`]
      if (DATA.has(key)) return [key, child]
      // Under these stand names, which may be those of keywords.
      return [key, MAPS.has(key) ? mapValues(child, rebase) : rebase(child)]
    }),
  )
}

const DATA = new Set(['const', 'enum', 'default', 'required', 'dependentRequired'])
const MAPS = new Set(['properties', 'patternProperties', 'dependentSchemas'])

function mapValues(value: unknown, change: (child: unknown) => unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, child]) => [name, change(child)]))
}

/** Patterns are written for JSON Schema, which wants Unicode, and some of them only work without. */
const regExpOf = Object.assign(
  (pattern: string, flags: string): RegExp => {
    try {
      return new RegExp(pattern, flags)
    } catch {
      return new RegExp(pattern)
    }
  },
  { code: 'new RegExp' },
)

/** Of several mistakes, as alternatives have, the one that is deepest in the value: it is in the alternative that was meant. */
function issueOf(errors: readonly ErrorObject[]): SchemaIssue {
  const [error] = errors.toSorted((a, b) => depthOf(b) - depthOf(a))
  if (!error) return { path: [], isMissing: false, message: 'is not valid' }
  const path = pathOf(error.instancePath)
  const { params } = error
  if (error.propertyName !== undefined)
    return { path: [...path, error.propertyName], isMissing: false, message: `has a name that ${error.message}` }
  if (error.keyword === 'required')
    return { path: [...path, String(params['missingProperty'])], isMissing: true, message: 'is missing' }
  if (error.keyword === 'dependentRequired')
    return { path: [...path, String(params['missingProperty'])], isMissing: true, message: error.message ?? '' }
  if (error.keyword === 'additionalProperties')
    return { path: [...path, String(params['additionalProperty'])], isMissing: false, message: 'is not a member here' }
  if (error.keyword === 'unevaluatedProperties')
    return { path: [...path, String(params['unevaluatedProperty'])], isMissing: false, message: 'is not a member here' }
  if (error.keyword === 'writeOnly') return { path, isMissing: false, message: 'is never sent to clients' }
  if (error.keyword === 'enum') {
    const allowed: unknown = params['allowedValues']
    const listed = Array.isArray(allowed) ? allowed.slice(0, 12).map((value) => JSON.stringify(value)) : []
    return { path, isMissing: false, message: `must be one of ${listed.join(', ')}` }
  }
  if (error.keyword === 'const')
    return { path, isMissing: false, message: `must be ${JSON.stringify(params['allowedValue'])}` }
  return { path, isMissing: false, message: error.message ?? 'is not valid' }
}

function depthOf({ instancePath, keyword }: ErrorObject): number {
  const summary = keyword === 'oneOf' || keyword === 'anyOf' || keyword === 'if' ? -0.5 : 0
  return instancePath.split('/').length + summary
}

function pathOf(instancePath: string): (string | number)[] {
  return instancePath
    .split('/')
    .slice(1)
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step.replaceAll('~1', '/').replaceAll('~0', '~')))
}
