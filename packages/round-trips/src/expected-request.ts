import type { Call, Parameter } from './document/call.ts'
import type { Credentials, SentRequest } from './exchange.ts'
import { kindOf } from './media-type.ts'
import { defaultOf, fillDefaults } from './schema/fill-defaults.ts'
import type { Principal } from './serve-stub.ts'

/** What a handler has to be given of a request: what was sent, with the document's defaults. */
export function expectedRequest(call: Call, request: SentRequest): Readonly<Record<string, unknown>> {
  const places = ['path', 'query', 'headers', 'cookies'] as const
  return {
    ...Object.fromEntries(places.map((place) => [place, parametersOf(call, place, request[place])])),
    body: bodyOf(request),
    ...(call.security.some((alternative) => alternative.length > 0) && { security: securityOf(request.credentials) }),
  }
}

/** Headers have lower case. Undefined: the document declares none here. */
function parametersOf(call: Call, place: Parameter['place'], sent: Readonly<Record<string, unknown>>): unknown {
  const declared = call.parameters.filter((parameter) => parameter.place === place)
  if (declared.length === 0) return undefined
  const values = declared.flatMap(({ name, schema }): [string, unknown][] => {
    const value = Object.hasOwn(sent, name)
      ? fillDefaults(schema, sent[name])
      : defaultOf(schema.document, schema.schema)
    return value === undefined ? [] : [[place === 'headers' ? name.toLowerCase() : name, value]]
  })
  return Object.fromEntries(values)
}

function bodyOf({ body }: SentRequest): unknown {
  if (!body) return undefined
  const { content, value } = body
  const kind = kindOf(content.contentType)
  return content.schema && kind !== 'text' && kind !== 'bytes' ? fillDefaults(content.schema, value) : value
}

function securityOf(credentials: readonly Credentials[]): Record<string, Principal> {
  return Object.fromEntries(
    credentials.map(({ scheme, secret }) => [
      scheme.name,
      { scheme: scheme.name, credentials: { ...given(scheme, secret), scopes: scheme.scopes } },
    ]),
  )
}

function given(scheme: Credentials['scheme'], secret: string): Record<string, string> {
  if (scheme.type === 'apiKey') return { apiKey: secret }
  if (scheme.scheme === 'basic') return { username: 'user', password: secret }
  return scheme.type === 'http' && scheme.scheme !== 'bearer' ? { credentials: secret } : { token: secret }
}
