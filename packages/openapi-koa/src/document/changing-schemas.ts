import { type JsonObject, isObject, listAt, referred } from './json.ts'
import { SCHEMA_KEYWORDS, SCHEMA_LIST_KEYWORDS, SCHEMA_MAP_KEYWORDS } from './schema-keywords.ts'
import { READ_ONLY_MEMBERS } from './split-read-write.ts'

/** The schemas of one document that change a value that they take: they fill in defaults or take members away. */
export class ChangingSchemas {
  readonly #document: JsonObject
  readonly #known = new Map<object, boolean>()

  constructor(document: JsonObject) {
    this.#document = document
  }

  has(schema: unknown): boolean {
    const seen = new Set<object>()
    const changes = this.#find(schema, seen)
    // Of those that were seen before a change was found nothing is known: they may lead back to where the search began.
    if (!changes) for (const one of seen) this.#known.set(one, false)
    else if (isObject(schema)) this.#known.set(schema, true)
    return changes
  }

  #find(schema: unknown, seen: Set<object>): boolean {
    if (!isObject(schema) || seen.has(schema)) return false
    const known = this.#known.get(schema)
    if (known !== undefined) return known
    seen.add(schema)
    if ('default' in schema || READ_ONLY_MEMBERS in schema) return true
    const ref = schema['$ref']
    if (typeof ref === 'string' && this.#find(referred(this.#document, ref, []), seen)) return true
    return Object.entries(schema).some(([keyword, value]) => {
      if (SCHEMA_KEYWORDS.has(keyword)) return this.#find(value, seen)
      if (SCHEMA_LIST_KEYWORDS.has(keyword)) return listAt(schema, keyword).some((child) => this.#find(child, seen))
      return (
        SCHEMA_MAP_KEYWORDS.has(keyword) &&
        isObject(value) &&
        Object.values(value).some((child) => this.#find(child, seen))
      )
    })
  }
}
