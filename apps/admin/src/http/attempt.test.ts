import { ManagementError } from '@identity-hub/client/management'
import { expect, test } from 'vitest'
import { attempt, attemptDeletion } from './attempt.ts'

const refusal = (
  status: number,
  code: ManagementError['code'],
  errors: readonly { readonly pointer: string; readonly detail: string }[] = [],
): (() => Promise<never>) => {
  const problem = { type: 'about:blank', title: '', detail: 'As told.', errors: [...errors], status, code }
  return () => Promise.reject(new ManagementError(problem, 'r1'))
}

test('each thing that is wrong is a sentence at its place', async () => {
  const errors = [
    { pointer: '/slug', detail: 'must match pattern "^[a-z]$"' },
    { pointer: '/name', detail: 'must NOT have fewer than 1 characters' },
    { pointer: '/days', detail: 'must be <= 3650' },
    { pointer: '/role', detail: 'there is no role "x"; make it first' },
  ]
  const attempted = await attempt(refusal(422, 'invalid_fields', errors))
  expect(attempted.ok ? [] : [...attempted.problem.fields]).toEqual([
    ['/slug', 'It is not written as it has to be.'],
    ['/name', 'It is empty.'],
    ['/days', 'It must be <= 3650.'],
    ['/role', 'There is no role "x"; make it first.'],
  ])
})

test('what cannot be mended by typing something else is thrown on', async () => {
  for (const [status, code] of [
    [401, 'invalid_token'],
    [404, 'not_found'],
    [429, 'too_many_requests'],
    [500, 'server_error'],
  ] as const)
    await expect(attempt(refusal(status, code))).rejects.toMatchObject({ status })
})

test('what is gone is deleted', async () => {
  expect(await attemptDeletion(refusal(404, 'not_found'))).toMatchObject({ ok: true })
  expect(await attemptDeletion(refusal(409, 'not_allowed'))).toMatchObject({ ok: false })
})

test('a key that came with another form is told in words for people', async () => {
  const attempted = await attempt(refusal(422, 'idempotency_key_reused'))
  expect(attempted).toMatchObject({ problem: { detail: expect.stringContaining('was sent before') } })
})
