import type { SecurityAlternative, SecuritySchemeEntry, SecuritySchemesEntry } from '../operation-table.ts'

/** Security handlers by scheme; the types of a document have checked them. */
export type AnySecurityHandlers = Readonly<Record<string, (request: object) => unknown>>

/** Who may call one operation. */
export interface SecurityPlan {
  readonly operationId: string
  /** In the document's order, each all that it needs together. One that needs nothing is for those who say nothing. */
  readonly alternatives: readonly (readonly Reading[])[]
  /** All of the alternatives', each once. */
  readonly readings: readonly Reading[]
}

/** One way to understand credentials: a scheme with the scopes that it is asked for. */
export interface Reading {
  readonly scheme: string
  readonly entry: SecuritySchemeEntry
  readonly scopes: readonly string[]
  /** Where in the request. What stands there may be read in several ways. */
  readonly place: string
  /** A parameter without a value was not sent. */
  readonly emptyIsAbsent: boolean
  readonly ask: (request: object) => unknown
}

/** Undefined: the operation asks for nothing, or does so itself. */
export function planSecurity(
  operationId: string,
  alternatives: readonly SecurityAlternative[] | undefined,
  schemes: SecuritySchemesEntry,
  options: {
    readonly security?: AnySecurityHandlers | 'in-handlers'
    readonly emptyParametersAreAbsent?: boolean
  },
): SecurityPlan | undefined {
  const { security: handlers, emptyParametersAreAbsent: emptyIsAbsent = false } = options
  if (!alternatives || handlers === 'in-handlers') return undefined
  if (!handlers) throw new TypeError(`${operationId} asks for credentials, and nobody checks them: give \`security\`.`)
  const readings = new Map<string, Reading>()
  const readingOf = ([scheme, scopes]: [string, readonly string[]]): Reading => {
    const key = JSON.stringify([scheme, scopes.toSorted()])
    const entry = schemes[scheme]
    if (!entry) throw new TypeError(`There is no security scheme ${scheme}; generate again.`)
    const reading = readings.get(key) ?? {
      scheme,
      entry,
      scopes,
      place: placeOf(entry),
      emptyIsAbsent,
      ask: handlerOf(handlers, scheme),
    }
    readings.set(key, reading)
    return reading
  }
  const planned = alternatives.map((alternative) => Object.entries(alternative).map(readingOf))
  return { operationId, alternatives: planned, readings: [...readings.values()] }
}

function handlerOf(handlers: AnySecurityHandlers, scheme: string): Reading['ask'] {
  const handler = handlers[scheme]
  // A scheme may be called `constructor`, and what every object inherits under that name would grant everything.
  if (typeof handler !== 'function' || handler === Reflect.get(Object.prototype, scheme)) {
    throw new TypeError(`There is no security handler for ${scheme}.`)
  }
  return handler.bind(handlers)
}

function placeOf(entry: SecuritySchemeEntry): string {
  if (entry.type === 'mutualTLS') return 'connection'
  if (entry.type !== 'apiKey') return 'header authorization'
  return `${entry.in} ${entry.in === 'header' ? entry.name.toLowerCase() : entry.name}`
}
