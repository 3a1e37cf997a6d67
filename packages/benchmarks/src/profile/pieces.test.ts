import { describe, expect, it } from 'vitest'
import type { CallFrame, CpuProfile } from './cpu-profile.ts'
import { sampledStacks } from './cpu-profile.ts'
import { describeProfile } from './describe-profile.ts'
import { pieceOf } from './pieces.ts'

const frame = (functionName: string, url = ''): CallFrame => ({ functionName, url, lineNumber: 0 })
const STORAGE = 'file:///hub/packages/storage/src/sqlite'

describe('a piece', () => {
  it.each([
    [
      'storage: reading, statements',
      [frame('get'), frame('one', `${STORAGE}/connection.ts`), frame('read', `${STORAGE}/group-commit.ts`)],
    ],
    [
      'storage: writing, statements',
      [frame('run'), frame('run', `${STORAGE}/connection.ts`), frame('runTogether', `${STORAGE}/group-commit.ts`)],
    ],
    [
      'storage: BEGIN, COMMIT',
      [frame('exec'), frame('execute', `${STORAGE}/connection.ts`), frame('commit', `${STORAGE}/group-commit.ts`)],
    ],
    [
      'storage: reading, JavaScript',
      [frame('toGrant', `${STORAGE}/standing.ts`), frame('read', `${STORAGE}/group-commit.ts`)],
    ],
    [
      'hashing, sealing, comparing',
      [
        frame('oneShotDigest'),
        frame('hash', 'node:internal/crypto/hash'),
        frame('x', '/packages/core/src/token/refresh.ts'),
      ],
    ],
    ['Koa and router', [frame('set', '/hub/node_modules/koa/lib/response.js')]],
    ['Koa and router', [frame('find', '/hub/packages/openapi-koa/src/runtime/routing/path-table.ts')]],
    ['validation (ajv, openapi-koa)', [frame('read', '/hub/packages/openapi-koa/src/runtime/bodies/check-body.ts')]],
    ['request log', [frame('formatRequestLine', '/hub/apps/auth-server/src/http/request-line.ts')]],
    ['handlers, writing the answer', [frame('sendWhole', '/hub/apps/auth-server/src/http/send-whole.ts')]],
    ['visits, headers, CORS, failures', [frame('beginVisit', '/hub/apps/auth-server/src/http/visit.ts')]],
    ['node: http and net', [frame('writeUtf8String'), frame('writeGeneric', 'node:internal/stream_base_commons')]],
    ['garbage collection', [frame('(garbage collector)')]],
  ])('is %s', (piece, frames) => {
    expect(pieceOf({ frames, micros: 1 })).toBe(piece)
  })

  it('is nothing while the process waits', () => {
    expect(pieceOf({ frames: [frame('(idle)')], micros: 1 })).toBeNull()
  })
})

describe('a profile', () => {
  const profile: CpuProfile = {
    nodes: [
      { id: 1, callFrame: frame('(root)'), children: [2, 4] },
      { id: 2, callFrame: frame('one', `${STORAGE}/connection.ts`), children: [3] },
      { id: 3, callFrame: frame('get') },
      { id: 4, callFrame: frame('(idle)') },
    ],
    samples: [3, 3, 4],
    timeDeltas: [0, 100, 200, 50],
  }

  it('adds up the time of each stack', () => {
    expect(sampledStacks(profile)).toEqual([
      { frames: [frame('get'), frame('one', `${STORAGE}/connection.ts`)], micros: 300 },
      { frames: [frame('(idle)')], micros: 50 },
    ])
  })

  it('is told in microseconds per operation, without the time in which nothing was done', () => {
    expect(describeProfile(profile, 40)).toMatch(/40\.0 µs 100\.0 % {2}storage: reading, statements/)
  })
})
