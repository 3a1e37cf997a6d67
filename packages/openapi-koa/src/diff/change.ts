import { type Steps, pointerOf } from '../document/document-error.ts'
import type { JsonObject } from '../document/json.ts'

/** Who has to change something before old and new work together. */
export type Breaks = 'clients' | 'servers' | 'both' | 'neither'

/**
 * Which way values travel. What a client sends may become looser without harm to clients, what it receives may become
 * stricter; for servers it is the other way round. Webhooks and callbacks are sent by the server.
 */
export type Direction = 'to-server' | 'to-client'

export function reversed(direction: Direction): Direction {
  return direction === 'to-server' ? 'to-client' : 'to-server'
}

/** Fewer values fit than before: who sends them breaks. */
export function narrowed(direction: Direction): Breaks {
  return direction === 'to-server' ? 'clients' : 'servers'
}

/** More values fit than before: who receives them breaks. */
export function widened(direction: Direction): Breaks {
  return direction === 'to-server' ? 'servers' : 'clients'
}

/** Each kind of change that is told apart. */
export const RULES = {
  'operation-added': 'An operation was added.',
  'operation-removed': 'An operation was removed.',
  'operation-renamed': 'An operationId changed: nothing on the wire, but names in generated code.',
  'parameter-added': 'An optional parameter was added.',
  'parameter-required': 'A parameter is required that was not, or was not there.',
  'parameter-optional': 'A parameter is no longer required.',
  'parameter-removed': 'A parameter was removed.',
  'parameter-style': 'A parameter is written in another way.',
  'body-added': 'A request body was added.',
  'body-required': 'A request body is required that was not, or was not there.',
  'body-optional': 'A request body is no longer required.',
  'body-removed': 'A request body was removed.',
  'content-type-added': 'A media type was added.',
  'content-type-removed': 'A media type was removed.',
  'status-added': 'A status was added.',
  'status-removed': 'A status was removed.',
  'header-added': 'An optional response header was added.',
  'header-required': 'A response header is promised that was not.',
  'header-optional': 'A response header is no longer promised.',
  'header-dropped': 'A response header was dropped.',
  'security-alternative-added': 'There is another way to authenticate.',
  'security-alternative-removed': 'A way to authenticate was removed.',
  'security-scope-added': 'A scope is needed that was not.',
  'security-scope-removed': 'A scope is no longer needed.',
  'security-scope-renamed': 'A scope has another name.',
  'security-scheme-changed': 'Credentials are sent in another way or place.',
  'oauth-endpoint-changed': 'An OAuth endpoint has another address.',
  'oauth-flow-added': 'An OAuth flow was added.',
  'oauth-flow-removed': 'An OAuth flow was removed.',
  'oauth-scope-added': 'A scope can be asked for that could not.',
  'oauth-scope-removed': 'A scope can no longer be asked for.',
  'type-widened': 'A value may have a type that it could not have.',
  'type-narrowed': 'A value may no longer have a type that it could have.',
  'enum-widened': 'A value was added to an enumeration.',
  'enum-narrowed': 'A value was removed from an enumeration.',
  'const-changed': 'A fixed value is another one.',
  'bound-widened': 'A limit was loosened or dropped.',
  'bound-narrowed': 'A limit was tightened or added.',
  'pattern-changed': 'A pattern or format is another one.',
  'pattern-added': 'A pattern or format was added.',
  'pattern-removed': 'A pattern or format was dropped.',
  'property-added': 'An optional property was added.',
  'property-required': 'A property is required that was not.',
  'property-optional': 'A property is no longer required.',
  'property-removed': 'A property was removed.',
  'object-closed': 'Other properties are no longer allowed.',
  'object-opened': 'Other properties are allowed now.',
  'alternative-added': 'An alternative was added.',
  'alternative-removed': 'An alternative was removed.',
  'schema-changed': 'A schema changed in a way that is not told apart; look for yourself.',
  'default-changed': 'What counts where nothing is sent is something else.',
  'read-write-changed': 'A property may be sent in other directions than before.',
} as const

export type Rule = keyof typeof RULES

export interface Change {
  readonly rule: Rule
  readonly breaks: Breaks
  /** One sentence about what changed, with names. */
  readonly message: string
  /** `GET /books/{id}`, `webhook bookReturned`, or `components`. */
  readonly subject: string
  /** In the new document, or in the old one where it is gone; as a JSON pointer. */
  readonly pointer: string
}

/** Gathers changes under one subject. */
export class Changes {
  readonly #found = new Map<string, Change>()

  /** What is said twice, as of a schema that stands in several places, counts once. */
  add(subject: string, rule: Rule, breaks: Breaks, message: string, where: Steps): void {
    const change = { rule, breaks, message, subject, pointer: pointerOf(where) }
    this.#found.set(JSON.stringify(change), change)
  }

  all(): Change[] {
    return [...this.#found.values()]
  }
}

/** Two documents, and where a comparison stands in both. */
export interface Comparison {
  readonly changes: Changes
  readonly subject: string
  readonly before: JsonObject
  readonly after: JsonObject
}
