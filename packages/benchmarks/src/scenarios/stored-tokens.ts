import type { Party } from '../contestants/party.ts'

/** Refresh tokens by number, packed: a million of them as strings would take the driver's memory and time. */
export interface StoredTokens {
  readonly count: number
  get(index: number): string
  set(index: number, token: string): void
  partyOf(index: number): Party
}

/** @param length of every token, in characters of ASCII */
export function packTokens(count: number, length: number, partyOf: (index: number) => Party): StoredTokens {
  const bytes = Buffer.alloc(count * length)
  return {
    count,
    get: (index) => bytes.toString('latin1', index * length, (index + 1) * length),
    set: (index, token) => {
      if (token.length !== length) throw new Error(`a refresh token has ${token.length} characters, not ${length}`)
      bytes.write(token, index * length, 'latin1')
    },
    partyOf,
  }
}
