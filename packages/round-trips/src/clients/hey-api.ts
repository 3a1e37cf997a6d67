import type { Call } from '../document/call.ts'
import type { SentBody } from '../exchange.ts'
import { essenceOf } from '../media-type.ts'
import type { Client } from './client.ts'
import { contentTypeOf, written } from './plain-fetch.ts'
import { RecordedFetch } from './recorded-fetch.ts'
import { furtherFields, queryOf } from './write-fields.ts'

/** A function of the generated `sdk.gen.ts`. */
type SdkFunction = (options: object) => Promise<{ readonly data?: unknown; readonly error?: unknown }>

export interface HeyApiModules {
  readonly sdk: Readonly<Record<string, unknown>>
  readonly createClient: (config: object) => object
}

interface Generated {
  readonly call: SdkFunction
  /** Of the media type that the generated function sends by itself. */
  readonly contentType: string | undefined
}

export function createHeyApi(origin: string, { sdk, createClient }: HeyApiModules): Client {
  const recorded = new RecordedFetch()
  const client = createClient({ baseUrl: origin, fetch: recorded.fetch })
  const functions = functionsByRequestLine(sdk)
  return {
    name: 'hey-api',
    async send(call: Call, request, expected) {
      const generated = functions.get(`${call.method} ${call.path}`)
      if (!generated) throw new Error(`hey-api has no function for ${call.id}.`)
      const headers = { ...request.headers, ...furtherFields(call, request, expected) }
      const { data, error } = await generated.call({
        client,
        path: request.path,
        query: queryOf(request),
        headers,
        redirect: 'manual',
        ...(request.body && bodyOf(request.body, headers, generated.contentType)),
      })
      const reply = await recorded.reply()
      return { ...reply, read: { value: await plain(reply.status < 300 ? data : error) } }
    },
  }
}

/** Of several media types the generated function sends one; for the others it is told how. */
function bodyOf(body: SentBody, headers: object, contentType: string | undefined): object {
  if (contentType !== undefined && essenceOf(contentType) === essenceOf(body.content.contentType))
    return { body: body.value }
  return {
    body: body.value,
    bodySerializer: () => written(body),
    headers: { ...headers, ...contentTypeOf(body) },
  }
}

/** Names differ from the document's; what a function asks its client for does not. */
function functionsByRequestLine(sdk: Readonly<Record<string, unknown>>): Map<string, Generated> {
  const found = new Map<string, Generated>()
  for (const candidate of Object.values(sdk)) {
    if (typeof candidate !== 'function') continue
    const call = candidate as SdkFunction // a function of the generated module
    const asked = new Proxy({}, { get: (_, method) => (options: AskedFor) => add(String(method), options, call) })
    void call({ client: asked })
  }
  return found

  function add(method: string, { url, headers }: AskedFor, call: SdkFunction): void {
    found.set(`${method.toUpperCase()} ${url}`, { call, contentType: headers?.['Content-Type'] ?? undefined })
  }
}

interface AskedFor {
  readonly url: string
  readonly headers?: { readonly 'Content-Type'?: string | null }
}

async function plain(value: unknown): Promise<unknown> {
  return value instanceof Blob ? Buffer.from(await value.arrayBuffer()) : value
}
