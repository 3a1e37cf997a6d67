import { join } from 'node:path'
import type { PendingAuthorization } from '@identity-hub/client'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import type { PendingAuthorizations } from './pending-authorizations.ts'
import { openSignIns } from '../testing/open-sign-ins.ts'

const now = Date.UTC(2030, 0, 1)

function open(): PendingAuthorizations {
  return openSignIns({ path: join(temporaryFolder(), 'app.sqlite'), now }).pendingAuthorizations
}

function pendingOf(state: string): PendingAuthorization {
  return {
    state,
    codeVerifier: `verifier-${state}`,
    redirectUri: 'https://app.example/callback',
    issuer: 'https://hub.example/acme',
    createdAt: now,
  }
}

test('each is taken once, by the browser that began it', () => {
  const pending = open()
  pending.remember('ada', pendingOf('s1'))
  expect(pending.take('eve', 's1')).toBeUndefined()
  expect(pending.take('ada', 's2')).toBeUndefined()
  expect(pending.take('ada', 's1')).toEqual(pendingOf('s1'))
  expect(pending.take('ada', 's1')).toBeUndefined()
})

test('a browser has twenty; the oldest gives way, and nobody else’s', () => {
  const pending = open()
  pending.remember('eve', pendingOf('other'))
  for (let tab = 1; tab <= 21; tab += 1) pending.remember('ada', pendingOf(`s${tab}`))
  expect(pending.take('ada', 's1')).toBeUndefined()
  expect(pending.take('ada', 's2')).toBeDefined()
  expect(pending.take('ada', 's21')).toBeDefined()
  expect(pending.take('eve', 'other')).toBeDefined()
})

test('they expire', () => {
  const pending = open()
  pending.remember('ada', pendingOf('s1'))
  pending.purge(now + 3_600_000)
  expect(pending.take('ada', 's1')).toBeDefined()
  pending.remember('ada', pendingOf('s1'))
  pending.purge(now + 3_600_001)
  expect(pending.take('ada', 's1')).toBeUndefined()
})
