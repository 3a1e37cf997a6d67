import * as fc from 'fast-check'
import type { Call, Content, Parameter, SecurityScheme } from './document/call.ts'
import type { Credentials, SentBody, SentRequest } from './exchange.ts'
import { kindOf } from './media-type.ts'
import { arbitraryOfMultipart } from './multipart.ts'
import { arbitraryOfSchema } from './schema/arbitrary-of-schema.ts'

const TEXT_PLACES = { path: 'path', query: 'query', headers: 'header', cookies: 'cookie' } as const

/** @param variant which of several media types and ways to authenticate; each number has the next one */
export function arbitraryOfRequest(call: Call, variant: number): fc.Arbitrary<SentRequest> {
  const alternative = call.security[variant % Math.max(call.security.length, 1)] ?? []
  return fc
    .record({
      path: parametersIn(call, 'path'),
      query: parametersIn(call, 'query'),
      headers: parametersIn(call, 'headers'),
      cookies: parametersIn(call, 'cookies'),
      body: bodyOf(call, variant),
      credentials: fc.tuple(...alternative.map(credentialsOf)),
    })
    .map(({ body, ...rest }) => (body === undefined ? rest : { ...rest, body }))
}

function parametersIn(call: Call, place: Parameter['place']): fc.Arbitrary<Record<string, unknown>> {
  const declared = call.parameters.filter((parameter) => parameter.place === place)
  const entries = declared.map(({ name, required, schema, isJson }) => {
    const value = arbitraryOfSchema(schema, { place: isJson ? 'json' : TEXT_PLACES[place] })
      // No style has a way to write null.
      .filter((made) => isJson || made !== null)
    const entry = value.map((made): [string, unknown] => [name, made])
    return required ? entry : fc.option(entry, { nil: undefined, freq: 2 })
  })
  return fc.tuple(...entries).map((made) => Object.fromEntries(made.filter((entry) => entry !== undefined)))
}

function bodyOf({ body }: Call, variant: number): fc.Arbitrary<SentBody | undefined> {
  if (!body) return fc.constant(undefined)
  const content = body.content[variant % body.content.length]
  if (!content) return fc.constant(undefined)
  const sent = valueOf(content).map((value) => ({ content, value }))
  return body.required ? sent : fc.option(sent, { nil: undefined, freq: 4 })
}

/** A value for a body, or for an answer. */
export function valueOf({ contentType, schema }: Content): fc.Arbitrary<unknown> {
  const kind = kindOf(contentType)
  if (kind === 'bytes') return fc.uint8Array({ minLength: 1, maxLength: 64 }).map((bytes) => Buffer.from(bytes))
  if (kind === 'multipart' && schema) return arbitraryOfMultipart(schema)
  const described = schema ?? { document: {}, schema: {} }
  if (kind === 'text') {
    return arbitraryOfSchema(described, { place: 'text' }).filter((value) => typeof value === 'string')
  }
  return arbitraryOfSchema(described, { place: kind === 'json' ? 'json' : 'form' })
}

/** What a Bearer token may be made of fits every other scheme, too. RFC 6750 §2.1 */
const token = fc.stringMatching(/^[A-Za-z0-9._~+/-]{8,20}$/)

function credentialsOf(scheme: SecurityScheme): fc.Arbitrary<Credentials> {
  return token.map((secret) => ({ scheme, secret: secretFor(scheme.name, secret) }))
}

/** Two schemes may be sent alike; each knows its own by how they begin. */
export function secretFor(schemeName: string, secret = ''): string {
  return `${schemeName.replaceAll(/[^A-Za-z0-9]/g, '-')}.${secret}`
}
