import { describe, expect, test } from 'vitest'
import { readBearerToken } from './read-bearer-token.ts'

const inHeader = 'Bearer at_header'
const read = (token: string) => ({ outcome: 'read', token })
const refused = (reason: string) => ({ outcome: 'refused', reason })

describe('a token in the header', () => {
  test.each(['Bearer', 'bearer', 'BEARER'])('BEAR-01: is read after %s', (scheme) => {
    expect(readBearerToken(`${scheme} at_1`, {})).toEqual(read('at_1'))
  })

  test.each(['Bearer', 'Bearer a b', 'Bearer a,b', 'Bearer é'])('BEAR-04: is refused as in %j', (authorization) => {
    expect(readBearerToken(authorization, {})).toEqual(refused('authorization_malformed'))
  })

  test('BEAR-03: is absent when there is no header, or one of another scheme', () => {
    for (const authorization of [undefined, 'Basic YTpi', 'at_1'])
      expect(readBearerToken(authorization, {})).toEqual({ outcome: 'absent' })
  })
})

describe('a token in the query', () => {
  test('BEAR-02: is refused, beside the header, too', () => {
    for (const authorization of [undefined, inHeader])
      for (const access_token of ['at_query', '', ['at_1', 'at_2']])
        expect(readBearerToken(authorization, { access_token })).toEqual(refused('token_in_query'))
  })

  test('is read where that is switched on', () => {
    expect(readBearerToken(undefined, { access_token: 'at_query' }, { inQuery: true })).toEqual(read('at_query'))
    expect(readBearerToken(inHeader, {}, { inQuery: true })).toEqual(read('at_header'))
  })

  test('BEAR-04: is refused beside one in the header even there, and when there are two', () => {
    const both = readBearerToken(inHeader, { access_token: 'at_header' }, { inQuery: true })
    expect(both).toEqual(refused('several_tokens'))
    const twice = readBearerToken(undefined, { access_token: ['at_1', 'at_1'] }, { inQuery: true })
    expect(twice).toEqual(refused('token_in_query'))
    const broken = readBearerToken('Bearer', { access_token: 'at_query' }, { inQuery: true })
    expect(broken).toEqual(refused('several_tokens'))
  })
})
