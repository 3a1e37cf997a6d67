import createClient from 'openapi-fetch'
import type { Call } from '../document/call.ts'
import { kindOf } from '../media-type.ts'
import { formDataOf } from '../multipart.ts'
import { contentTypeOf } from './plain-fetch.ts'
import type { Client } from './client.ts'
import { RecordedFetch } from './recorded-fetch.ts'
import { formOf, furtherFields, hasPathStyles, pairsOf, pathOf, queryOf } from './write-fields.ts'

/** What is generated for it are types, and at run time it takes any path. */
interface AnyClient {
  request(method: string, path: string, options: object): Promise<AnyResult>
}

interface AnyResult {
  readonly data?: unknown
  readonly error?: unknown
  readonly response: Response
}

export function createOpenapiFetch(origin: string): Client {
  const recorded = new RecordedFetch()
  const client = createClient<object>({ baseUrl: origin, fetch: recorded.fetch }) as unknown as AnyClient // see there
  return {
    name: 'openapi-fetch',
    async send(call, request, expected) {
      const { body } = request
      const { data, error, response } = await client.request(call.method, call.path, {
        params: { path: request.path, query: queryOf(request), header: request.headers },
        headers: {
          ...furtherFields(call, request, expected),
          ...(body && contentTypeOf(body)),
        },
        redirect: 'manual',
        parseAs: PARSE_AS[kindOf(expected.contentType ?? '')],
        ...(hasPathStyles(call) && {
          pathSerializer: (url: string, values: Record<string, unknown>) =>
            url.replace(call.path, () => pathOf(call, values)),
        }),
        ...(needsSerializer(call) && { querySerializer: (query: object) => serialize(call, query) }),
        ...(body && { body: body.value, ...bodySerializer(body.content.contentType) }),
      })
      return { ...(await recorded.reply()), read: { value: response.ok ? data : error } }
    },
  }
}

const PARSE_AS = { json: 'json', form: 'text', multipart: 'arrayBuffer', text: 'text', bytes: 'arrayBuffer' } as const

/** By itself it writes lists that repeat their name, and objects as `deepObject`. */
function needsSerializer(call: Call): boolean {
  return call.parameters.some(
    ({ place, style, explode, isJson }) => place === 'query' && (style !== 'form' || !explode || isJson),
  )
}

function serialize(call: Call, query: object): string {
  const pairs = Object.entries(query).flatMap(([name, value]) => pairsOf(call, name, value))
  return pairs.map(([name, value]) => `${encodeURIComponent(name)}=${value}`).join('&')
}

function bodySerializer(contentType: string): object {
  const kind = kindOf(contentType)
  if (kind === 'json') return {}
  if (kind === 'multipart') return { bodySerializer: formDataOf }
  return { bodySerializer: (value: unknown) => (kind === 'form' ? formOf(value).toString() : value) }
}
