import type { Client, ClientSecret } from '@identity-hub/core'
import { expect, test } from 'vitest'
import { endSecrets } from './client-secrets.ts'

const now = 1_000

const secret = (id: string, createdAt: number, expiresAt: number | null): ClientSecret => ({
  id,
  createdAt,
  expiresAt,
  secretHash: id,
})

test('the newest secret alive ends later, every other one at once, in whatever order they come', () => {
  const secrets = [secret('new', 300, null), secret('dead', 400, 900), secret('old', 100, null)]
  for (const each of [secrets, secrets.toReversed()]) {
    // Nothing else of a client is looked at.
    const client = { secrets: each } as unknown as Client
    const ended = endSecrets(client, { now, previousExpireAt: 5_000 })
    expect(Object.fromEntries(ended.map(({ id, endsAt }) => [id, endsAt]))).toEqual({
      new: 5_000,
      dead: null,
      old: null,
    })
  }
})
