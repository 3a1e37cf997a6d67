type Scalar = string | number | boolean

export type ParameterValue = Scalar | readonly Scalar[] | { readonly [member: string]: Scalar }

export interface Serialization {
  readonly in: 'path' | 'query' | 'header' | 'cookie'
  readonly style: 'simple' | 'label' | 'matrix' | 'form' | 'spaceDelimited' | 'pipeDelimited' | 'deepObject'
  readonly explode: boolean
}

/** The table of operators. RFC 6570, appendix A */
const OPERATORS = {
  simple: { first: '', separator: ',', isNamed: false, ifEmpty: '' },
  label: { first: '.', separator: '.', isNamed: false, ifEmpty: '' },
  matrix: { first: ';', separator: ';', isNamed: true, ifEmpty: '' },
  form: { first: '', separator: '&', isNamed: true, ifEmpty: '=' },
} as const

/**
 * One parameter as a client writes it: a path segment, pairs of a query, the value of a header or the pairs of `Cookie`.
 * Written from RFC 6570 §3.2.1 and OpenAPI's table of examples, so that it knows nothing of what reads it back.
 * https://spec.openapis.org/oas/v3.1.1#style-examples
 */
export function serializeParameter(name: string, value: ParameterValue, how: Serialization): string {
  // Headers are never percent-encoded. https://spec.openapis.org/oas/v3.1.2#parameter-object
  const encode = how.in === 'header' ? String : percentEncode
  if (how.style === 'deepObject') {
    return Object.entries(value)
      .map(([member, text]) => `${encode(`${name}[${member}]`)}=${encode(text)}`)
      .join('&')
  }
  if (how.style === 'spaceDelimited' || how.style === 'pipeDelimited') {
    const delimiter = how.style === 'spaceDelimited' ? '%20' : '%7C'
    return `${encode(name)}=${listOf(value).map(encode).join(delimiter)}`
  }
  const operator = OPERATORS[how.style]
  const separator = how.in === 'cookie' ? '; ' : operator.separator
  return operator.first + expand(encode(name), value, { ...operator, separator }, how.explode, encode)
}

interface Operator {
  readonly separator: string
  readonly isNamed: boolean
  readonly ifEmpty: string
}

function expand(
  name: string,
  value: ParameterValue,
  { separator, isNamed, ifEmpty }: Operator,
  explode: boolean,
  encode: (value: Scalar) => string,
): string {
  const assigned = (left: string, right: string): string => (right === '' ? left + ifEmpty : `${left}=${right}`)
  if (typeof value !== 'object' || !explode) {
    const joined = typeof value === 'object' ? listOf(value).map(encode).join(',') : encode(value)
    return isNamed ? assigned(name, joined) : joined
  }
  if (isList(value)) {
    return value.map((item) => (isNamed ? assigned(name, encode(item)) : encode(item))).join(separator)
  }
  return Object.entries(value)
    .map(([member, text]) => (isNamed ? assigned(encode(member), encode(text)) : `${encode(member)}=${encode(text)}`))
    .join(separator)
}

function listOf(value: ParameterValue): readonly Scalar[] {
  if (isList(value)) return value
  return typeof value === 'object' ? Object.entries(value).flat() : [value]
}

function isList(value: ParameterValue): value is readonly Scalar[] {
  return Array.isArray(value)
}

/** All but what RFC 3986 §2.3 calls unreserved. */
function percentEncode(value: Scalar): string {
  return encodeURIComponent(String(value)).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
