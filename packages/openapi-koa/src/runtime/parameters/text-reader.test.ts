import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDocument } from '../../document/read-document.ts'
import { type ParameterValue, type Serialization, serializeParameter } from '../../testing/serialize-parameter.ts'
import { checkHeaders, looseHeaders, planHeaders } from './check-headers.ts'
import { type Checked, checkParameters, planParameters } from './check-parameters.ts'
import { checkPath, planPath } from './check-path.ts'
import { parseCookies } from './cookies.ts'
import { SchemaCompiler } from '../schema-compiler.ts'
import { parseUrlencoded } from './urlencoded.ts'

/** Values of each kind in each style. */
const RUNS = Number(process.env['PARAMETER_VALUES'] ?? 40)
const LIMITS = { maxParameters: 100, maxParameterBytes: 32_768, emptyParametersAreAbsent: false }

type Kind = 'string' | 'number' | 'boolean' | 'strings' | 'numbers' | 'booleans' | 'object' | 'map'

const SCHEMAS: Record<Kind, object> = {
  string: { type: 'string' },
  number: { type: 'number' },
  boolean: { type: 'boolean' },
  strings: { type: 'array', items: { type: 'string' } },
  numbers: { type: 'array', items: { type: 'number' } },
  booleans: { type: 'array', items: { type: 'boolean' } },
  object: {
    type: 'object',
    properties: { R: { type: 'number' }, G: { type: 'string' }, 'a b': { type: 'boolean' } },
  },
  map: { type: 'object', additionalProperties: { type: 'string' } },
}

/** What has the most readings. */
const ANYTHING = {
  type: ['number', 'boolean', 'string', 'array', 'object'],
  items: { type: ['number', 'boolean', 'string'], maximum: 5, maxLength: 5 },
  properties: { R: { type: ['number', 'array'], items: { type: 'boolean' } } },
  additionalProperties: { type: ['boolean', 'string', 'array'], maxLength: 5 },
  maxLength: 5,
}

const REASONS = ['malformed', 'repeated', 'invalid', 'missing', 'too-large', 'too-many-parameters']

/** Whether an object, and all in it, is of no other kind than JSON has. */
function isOrdinary(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true
  const prototype: unknown = Object.getPrototypeOf(value)
  return (
    prototype === (Array.isArray(value) ? Array.prototype : Object.prototype) && Object.values(value).every(isOrdinary)
  )
}

const STYLES: readonly Serialization[] = [
  ...(['simple', 'label', 'matrix'] as const).flatMap((style) => both({ in: 'path', style })),
  ...both({ in: 'query', style: 'form' }),
  { in: 'query', style: 'spaceDelimited', explode: false },
  { in: 'query', style: 'pipeDelimited', explode: false },
  { in: 'query', style: 'deepObject', explode: true },
  ...both({ in: 'header', style: 'simple' }),
  ...both({ in: 'cookie', style: 'form' }),
]

function both(one: Omit<Serialization, 'explode'>): Serialization[] {
  return [
    { ...one, explode: false },
    { ...one, explode: true },
  ]
}

function kindsOf({ style }: Serialization): Kind[] {
  const kinds: Kind[] = ['string', 'number', 'boolean', 'strings', 'numbers', 'booleans', 'object', 'map']
  if (style === 'deepObject') return ['object', 'map']
  return style === 'spaceDelimited' || style === 'pipeDelimited' ? kinds.slice(3) : kinds
}

/** What a style has no way to write, because RFC 6570 leaves it unescaped or because OpenAPI forbids to escape it. */
function unwritableIn({ in: place, style, explode }: Serialization): RegExp | undefined {
  if (style === 'spaceDelimited') return / /
  if (style === 'pipeDelimited') return /\|/
  if (style === 'deepObject') return /[[\]]/
  if (style === 'label' && explode) return /\./
  return place === 'header' ? /[,=]|^\s|\s$/ : undefined
}

/** Any, but half a pair of surrogates; delimiters often. */
const CHARACTER = fc.oneof(
  fc.constantFrom(...',;.=&%+|[]#/? "'.split('')),
  fc.integer({ min: 0, max: 0x7f }).map((code) => String.fromCodePoint(code)),
  fc
    .integer({ min: 0, max: 0x10_ffff })
    .filter((code) => code < 0xd8_00 || code > 0xdf_ff)
    .map((code) => String.fromCodePoint(code)),
)

function valuesOf(kind: Kind, how: Serialization): fc.Arbitrary<ParameterValue> {
  const unwritable = unwritableIn(how)
  const text = fc.string({ unit: CHARACTER }).filter((value) => unwritable?.test(value) !== true)
  const number = fc
    .oneof(fc.integer(), fc.maxSafeInteger(), fc.double({ noDefaultInfinity: true, noNaN: true }))
    .map((value) => (Object.is(value, -0) ? 0 : value))
    .filter((value) => unwritable?.test(String(value)) !== true)
  // The names of cookies are tokens, and nothing decodes them. RFC 6265 §4.1.1
  const areCookies = how.in === 'cookie' && how.explode
  const name = areCookies ? fc.stringMatching(/^[\w.~-]+$/) : text.filter((value) => value !== '')
  const isPlain = areCookies || how.style === 'spaceDelimited'
  const keys: Record<string, fc.Arbitrary<string | number | boolean>> = { R: number, G: text }
  if (!isPlain) keys['a b'] = fc.boolean()
  const arbitraries: Record<Kind, fc.Arbitrary<ParameterValue>> = {
    string: text,
    number,
    boolean: fc.boolean(),
    strings: fc.array(text, { minLength: 1 }),
    numbers: fc.array(number, { minLength: 1 }),
    booleans: fc.array(fc.boolean(), { minLength: 1 }),
    object: fc
      .tuple(fc.record(keys), fc.subarray(Object.keys(keys), { minLength: 1 }))
      .map(([members, names]) => Object.fromEntries(names.map((member) => [member, members[member] ?? '']))),
    map: fc.dictionary(name, text, { minKeys: 1 }).filter((value) => !Object.hasOwn(value, '__proto__')),
  }
  return arbitraries[kind]
}

/** A parameter of a document, as the runtime reads it out of what its place says. */
function readerFor(how: Serialization, schema: object, name = 'colour'): (text: string) => Checked {
  const path = how.in === 'path' ? `/{${name}}` : '/'
  const { entry } = readDocument({
    openapi: '3.1.0',
    paths: {
      [path]: {
        get: {
          operationId: 'read',
          parameters: [{ name, ...how, required: true, schema }],
          responses: { 204: { description: 'Nothing' } },
        },
      },
    },
  })
  const request = entry.operations['read']?.request ?? {}
  const schemas = new SchemaCompiler(entry.definitions, 'request')
  if (how.in === 'path') {
    const plan = planPath(request.path ?? {}, path, schemas)
    return (text) => checkPath(plan, [text])
  }
  if (how.in === 'header') {
    const plan = planHeaders(request.headers ?? {}, schemas)
    return (text) => checkHeaders(plan, looseHeaders(plan, { [name]: text }))
  }
  if (how.in === 'cookie') {
    const plan = planParameters(request.cookies ?? {}, schemas, 'cookie')
    return (text) => checkParameters(plan, parseCookies(text))
  }
  const plan = planParameters(request.query ?? {}, schemas, 'query')
  return (text) => {
    const parsed = parseUrlencoded(text, LIMITS, plan.rawNames)
    if (!parsed.ok) return { ok: false, refusal: { ...parsed, path: [] } }
    return checkParameters(plan, parsed.values, parsed.raw)
  }
}

describe.each(STYLES)('$in, $style, explode $explode', (how) => {
  it.each(kindsOf(how))(`reads back every %s that is written so, ${RUNS} tried`, (kind) => {
    const read = readerFor(how, SCHEMAS[kind])
    fc.assert(
      fc.property(valuesOf(kind, how), (value) => {
        expect(read(serializeParameter('colour', value, how))).toEqual({ ok: true, value: { colour: value } })
      }),
      { numRuns: RUNS },
    )
  })

  it(`takes or refuses any other text, and throws at none, ${RUNS * 5} tried`, () => {
    const read = readerFor(how, ANYTHING)
    const pieces = [
      'colour',
      'R',
      '__proto__',
      '[',
      ']',
      ';',
      ',',
      '.',
      '=',
      '&',
      '%',
      '%2C',
      '%ff',
      '1',
      'true',
      '""',
      '{',
    ]
    const text = fc.array(fc.oneof(fc.constantFrom(...pieces), CHARACTER), { maxLength: 12 }).map((all) => all.join(''))
    fc.assert(
      fc.property(text, (sent) => {
        const checked = read(sent)
        expect(checked.ok ? isOrdinary(checked.value) : REASONS.includes(checked.refusal.reason)).toBe(true)
      }),
      { numRuns: RUNS * 5 },
    )
  })
})
