import { expect, test } from 'vitest'
import { AUTHORIZATION_REFUSALS } from '../authorization/errors.ts'
import { TOKEN_REFUSALS } from './errors.ts'

test('TOKEN-12, AUTHZ-10: every description has only characters that RFC 6749 allows', () => {
  for (const [, description] of [...Object.values(TOKEN_REFUSALS), ...Object.values(AUTHORIZATION_REFUSALS)])
    expect(description).toMatch(/^[\x20\x21\x23-\x5B\x5D-\x7E]+$/)
})

test('CAUTH-08: an unknown client and a wrong secret are told the same', () => {
  expect(TOKEN_REFUSALS.client_unknown).toEqual(TOKEN_REFUSALS.client_secret_wrong)
})

test('what is wrong with a code or refresh token of another is told like an unknown one', () => {
  expect(TOKEN_REFUSALS.code_of_another_client).toEqual(TOKEN_REFUSALS.code_unknown)
  expect(TOKEN_REFUSALS.refresh_token_of_another_client).toEqual(TOKEN_REFUSALS.refresh_token_unknown)
})
