import type { Call } from '../document/call.ts'
import { essenceOf } from '../media-type.ts'
import type { Answer, SentRequest } from '../exchange.ts'

/** What neither client writes by itself: cookies, credentials, and which media type is wanted where there are several. */
export function furtherFields(call: Call, request: SentRequest, expected: Answer): Record<string, string> {
  const cookies = Object.entries(request.cookies).map(([name, value]) => `${name}=${String(value)}`)
  const fields: Record<string, string> = {}
  const isChosen = call.responses.some(({ content }) => content.length > 1)
  if (isChosen && expected.contentType !== undefined) fields['Accept'] = essenceOf(expected.contentType)
  for (const { scheme, secret } of request.credentials) {
    if (scheme.type === 'apiKey') {
      if (scheme.in === 'header') fields[scheme.keyName] = secret
      if (scheme.in === 'cookie') cookies.push(`${scheme.keyName}=${secret}`)
    } else if (scheme.scheme === 'basic') {
      fields['Authorization'] = `Basic ${Buffer.from(`user:${secret}`).toString('base64')}`
    } else if (scheme.type === 'http' && scheme.scheme !== 'bearer') {
      fields['Authorization'] = `${scheme.scheme} ${secret}`
    } else fields['Authorization'] = `Bearer ${secret}`
  }
  if (cookies.length > 0) fields['Cookie'] = cookies.join('; ')
  return fields
}

/** The query of a request with the keys that stand in it. */
export function queryOf(request: SentRequest): Record<string, unknown> {
  const keys = request.credentials.filter(({ scheme }) => scheme.type === 'apiKey' && scheme.in === 'query')
  return { ...request.query, ...Object.fromEntries(keys.map(({ scheme, secret }) => [scheme.keyName, secret])) }
}

export type Pair = readonly [name: string, value: string]

/** The fields of a form: lists repeat their name, what is an object is JSON. https://spec.openapis.org/oas/v3.1.1#encoding-object */
export function formOf(value: unknown): URLSearchParams {
  const form = new URLSearchParams()
  for (const [name, field] of Object.entries(value ?? {})) {
    for (const item of Array.isArray(field) ? field : [field]) {
      form.append(name, typeof item === 'object' ? JSON.stringify(item) : String(item))
    }
  }
  return form
}

/** What a header says of a value. */
export function headersOf(request: SentRequest): Record<string, string> {
  return Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
}

/** A URL's path and query in the styles of the document. https://spec.openapis.org/oas/v3.1.1#style-values */
export function targetOf(call: Call, request: SentRequest): string {
  const path = pathOf(call, request.path)
  const query = Object.entries(queryOf(request)).flatMap(([name, value]) => pairsOf(call, name, value))
  const text = query.map(([name, value]) => `${encodeURIComponent(name)}=${value}`).join('&')
  return text === '' ? path : `${path}?${text}`
}

export function pathOf(call: Call, values: Readonly<Record<string, unknown>>): string {
  return call.path.replaceAll(/\{([^}]+)\}/g, (_, name: string) => {
    const parameter = call.parameters.find((one) => one.place === 'path' && one.name === name)
    const items = [values[name]].flat().map(encode)
    if (parameter?.style === 'label') return `.${items.join(parameter.explode ? '.' : ',')}`
    if (parameter?.style !== 'matrix') return items.join(',')
    return parameter.explode ? items.map((item) => `;${name}=${item}`).join('') : `;${name}=${items.join(',')}`
  })
}

/** Clients know one style for paths. */
export function hasPathStyles({ parameters }: Call): boolean {
  return parameters.some(({ place, style }) => place === 'path' && style !== 'simple')
}

const SEPARATORS: Readonly<Record<string, string>> = { form: ',', spaceDelimited: '%20', pipeDelimited: '|' }

/** Names as they are, values encoded. */
export function pairsOf(call: Call, name: string, value: unknown): Pair[] {
  const parameter = call.parameters.find((one) => one.place === 'query' && one.name === name)
  if (parameter?.isJson) return [[name, encode(JSON.stringify(value))]]
  const { style = 'form', explode = true } = parameter ?? {}
  if (Array.isArray(value)) {
    if (explode) return value.map((item): Pair => [name, encode(item)])
    return [[name, value.map(encode).join(SEPARATORS[style] ?? ',')]]
  }
  if (typeof value !== 'object' || value === null) return [[name, encode(value)]]
  const members = Object.entries(value)
  if (style === 'deepObject') return members.map(([key, member]): Pair => [`${name}[${key}]`, encode(member)])
  if (explode) return members.map(([key, member]): Pair => [key, encode(member)])
  return [[name, members.map(([key, member]) => `${encode(key)},${encode(member)}`).join(',')]]
}

function encode(value: unknown): string {
  return encodeURIComponent(String(value))
}
