import type { Form, RequestExample } from '../document/examples.ts'
import { fieldsOf, type FieldSchema } from '../document/fields.ts'
import type { ContractDocument, DocumentedOperation } from '../document/read-document.ts'
import type { RequestOptions } from '../http/send.ts'
import { madeUpValue, nastyValues } from './made-up-values.ts'
import type { Random } from './random.ts'

export interface MadeUpRequests {
  readonly document: ContractDocument
  readonly examples: readonly RequestExample[]
  /** Where an operation is; null: nowhere. */
  readonly url: (operationId: string) => string | null
  /** Values that the server knows, which lead further into it: client ids and redirect URIs. */
  readonly known: Readonly<Record<string, readonly string[]>>
  readonly random: Random
}

const formType = 'application/x-www-form-urlencoded'
const types = [formType, 'application/json', 'multipart/form-data', 'text/plain; charset=utf-16', '', ';'] as const
const authorizations = [
  'Basic',
  'Basic Og==',
  'Basic YTpi',
  'Bearer',
  'Bearer a.b.c',
  'Digest x',
  ',',
  'Basic ====',
] as const
const methods = ['GET', 'POST', 'HEAD', 'PUT', 'OPTIONS', 'DELETE', 'PATCH'] as const
const cookies = ['a', '=', `${'a'.repeat(200)}=b`, 'a="b; c=%'] as const
const unknownField: FieldSchema = { values: [], minLength: 0, maxLength: 64 }

/** Makes requests up from the document, for each operation alike: an example or nothing, then changed at some places. */
export function createMadeUpRequests({ document, examples, url, known, random }: MadeUpRequests): () => RequestOptions {
  const reachable = document.operations.flatMap((operation) => {
    const at = url(operation.operationId)
    return at === null ? [] : [{ operation, at, fields: fieldsOf(document, operation) }]
  })

  const valueFor = (name: string, schema: FieldSchema = unknownField) => {
    const [first, ...others] = known[name] ?? []
    if (first === undefined || random.chance(0.4)) return madeUpValue(random, schema)
    return encodeURIComponent(random.pick([first, ...others]))
  }

  /** Pairs that stand as they are in a query or a body. */
  function pairs(operation: DocumentedOperation, fields: ReadonlyMap<string, FieldSchema>, place: 'query' | 'form') {
    const forms = examples.filter(
      (one) => one.operationId === operation.operationId && (one.name === 'query') === (place === 'query'),
    )
    const start: Form = forms[random.below(forms.length + 1)]?.form ?? {}
    const written = new Map(Object.entries(start).map(([name, value]) => [name, encodeURIComponent(value)]))
    for (const [name, schema] of fields) {
      if (random.chance(0.15)) written.set(name, valueFor(name, schema))
      if (random.chance(0.05)) written.delete(name)
    }
    if (random.chance(0.2)) written.set(random.pick(['x', 'a[b]', '__proto__', '%', '']), random.pick(nastyValues))
    const parts = [...written].map(([name, value]) => `${name}${random.chance(0.95) ? '=' : ''}${value}`)
    if (random.chance(0.1)) parts.push(...parts.slice(random.below(parts.length + 1)))
    return parts.join(random.chance(0.95) ? '&' : random.pick(['&&', ';', '&amp;']))
  }

  return () => {
    const chosen = reachable[random.below(reachable.length)]
    if (chosen === undefined) throw new Error('None of the operations can be reached')
    const { operation, at, fields } = chosen
    const method = random.chance(0.85) ? operation.method : random.pick(methods)
    const bodies = method !== 'GET' && method !== 'HEAD'
    const inQuery = operation.method === 'GET' || random.chance(0.05)
    const fieldsOfQuery = fields.query.size > 0 ? fields.query : fields.form
    const query = inQuery ? pairs(operation, fieldsOfQuery, 'query') : ''
    const body = bodies ? pairs(operation, fields.form, 'form') : undefined
    return {
      method,
      url: `${at}${random.chance(0.95) ? '' : random.pick(['/', '//', '/x', '%2f', '%00'])}${query === '' ? '' : `?${query}`}`,
      headers: {
        ...(bodies && { 'Content-Type': random.chance(0.9) ? formType : random.pick(types) }),
        ...(random.chance(0.4) && { Authorization: random.pick(authorizations) }),
        ...(random.chance(0.1) && { Cookie: random.pick(cookies) }),
        ...(random.chance(0.1) && { Origin: random.pick(['', 'null', 'https://evil.example', 'x y']) }),
        ...(random.chance(0.1) && { 'Accept-Language': random.pick(['', '*', 'nl;q=x', 'a'.repeat(300)]) }),
      },
      ...(body !== undefined && { body }),
    }
  }
}
