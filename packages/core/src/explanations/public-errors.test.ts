import { expect, test } from 'vitest'
import { AUTHORIZATION_REFUSALS } from '../authorization/errors.ts'
import { BEARER_REFUSALS } from '../bearer/errors.ts'
import { TOKEN_REFUSALS } from '../token/errors.ts'
import { EXPLANATIONS } from './catalogue.ts'
import { anchorOf, AUTHORIZATION_ERROR_PATHS, BEARER_ERROR_PATHS, TOKEN_ERROR_PATHS } from './error-paths.ts'
import { isPublicError, PUBLIC_ERRORS } from './public-errors.ts'

const refusals = [
  ...pathsBeside(TOKEN_REFUSALS, TOKEN_ERROR_PATHS),
  ...pathsBeside(AUTHORIZATION_REFUSALS, AUTHORIZATION_ERROR_PATHS),
  ...pathsBeside(BEARER_REFUSALS, BEARER_ERROR_PATHS),
]
const pages = Object.entries(PUBLIC_ERRORS)

test('CAUTH-08: refusals have the same error_uri exactly when the wire says the same of them', () => {
  const pairs = refusals.flatMap((one) => refusals.map((other) => [one, other] as const))
  const wrong = pairs.filter(([one, other]) => {
    const alike = one.told.join(' ') === other.told.join(' ') || cannotDiffer(one.told, other.told)
    return alike !== (one.path === other.path)
  })
  expect(wrong).toEqual([])
})

test('CAUTH-08: an unknown client has the page of a wrong secret, and a disabled one', () => {
  expect(TOKEN_ERROR_PATHS.client_unknown).toBe(TOKEN_ERROR_PATHS.client_secret_wrong)
  expect(TOKEN_ERROR_PATHS.client_disabled).toBe(TOKEN_ERROR_PATHS.client_secret_wrong)
})

test('what belongs to another client, or to a person who was blocked, has the page of what never was', () => {
  expect(TOKEN_ERROR_PATHS.code_of_another_client).toBe(TOKEN_ERROR_PATHS.code_unknown)
  expect(TOKEN_ERROR_PATHS.refresh_token_of_another_client).toBe(TOKEN_ERROR_PATHS.refresh_token_unknown)
  expect(TOKEN_ERROR_PATHS.account_blocked).toBe(TOKEN_ERROR_PATHS.refresh_token_unknown)
  expect(BEARER_ERROR_PATHS.account_blocked).toBe(BEARER_ERROR_PATHS.token_unknown)
})

test('TOKEN-12, AUTHZ-10: behind any issuer each is a URI with characters that RFC 6749 allows', () => {
  for (const { path } of refusals) {
    expect(path).toMatch(/^\/errors\/[a-z_]+(?:#[a-z0-9_-]+)?$/)
    const longest = `https://${'a'.repeat(250)}/${'t'.repeat(63)}${path}`
    expect(URL.canParse(longest)).toBe(true)
    expect(longest.length).toBeLessThan(600)
  }
})

test('an error_uri leads to a part of a page that is there', () => {
  for (const { path } of refusals) {
    const [, code = '', anchor] = /^\/errors\/(\w+)(?:#(.+))?$/.exec(path) ?? []
    const anchors = isPublicError(code) ? Object.keys(PUBLIC_ERRORS[code].cases).map(anchorOf) : null
    expect(anchor === undefined ? anchors !== null : anchors?.includes(anchor)).toBe(true)
  }
})

test('the parts of a page can be told apart', () => {
  for (const [, { cases }] of pages) {
    const anchors = Object.keys(cases).map(anchorOf)
    expect(new Set(anchors).size).toBe(anchors.length)
  }
})

test('no page has a reason that only operators know', () => {
  const told = new Set([...pages.map(([code]) => code), ...refusals.flatMap(({ told: words }) => words)])
  const reasons = Object.values(EXPLANATIONS).flatMap((explained) => Object.keys(explained))
  // One of them is called like the parameter that it is about.
  const hidden = reasons.filter((reason) => !told.has(reason) && reason !== 'request_uri')
  expect(hidden.length).toBeGreaterThan(50)
  const texts = JSON.stringify(PUBLIC_ERRORS)
  expect(hidden.filter((reason) => new RegExp(String.raw`\b${reason}\b`).test(texts))).toEqual([])
})

test('names of objects are no errors', () => {
  for (const name of ['constructor', '__proto__', 'toString', '', 'unknown_error'])
    expect(isPublicError(name)).toBe(false)
})

type Told = readonly [string, string]

/** An error with one description has a page without parts. */
function cannotDiffer([error]: Told, [other]: Told): boolean {
  return error === other && isPublicError(error) && Object.keys(PUBLIC_ERRORS[error].cases).length === 1
}

function pathsBeside<Reason extends string>(
  table: Readonly<Record<Reason, Told>>,
  paths: Readonly<Record<Reason, string>>,
): readonly { readonly reason: string; readonly told: Told; readonly path: string }[] {
  return Object.entries<Told>(table).map(([reason, told]) => ({
    reason,
    told,
    // Both have the same keys.
    path: paths[reason as Reason],
  }))
}
