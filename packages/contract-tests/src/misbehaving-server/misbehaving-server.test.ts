import { expect, test } from 'vitest'
import { createVisitor } from '../visitor/visitor.ts'
import { membersOf } from '../flow/tokens.ts'
import { faults, startMisbehavingServer } from './index.ts'

const put = async (url: string, body: string) => {
  const response = await fetch(url, { method: 'PUT', body })
  return { status: response.status, body: await response.json() }
}

test('a fault that is on from the start shows, and is gone when it is switched off', async () => {
  await using started = await startMisbehavingServer({ faults: ['issuer-with-a-slash'] })
  const { issuer } = started.configuration
  const issuerTold = async () => {
    const response = await fetch(issuer.replace(/\/acme$/, '/.well-known/oauth-authorization-server/acme'))
    return ((await response.json()) as { issuer: string }).issuer
  }
  expect(await issuerTold()).toBe(`${issuer}/`)
  await fetch(`${started.origin}/faults`, { method: 'DELETE' })
  expect(await issuerTold()).toBe(issuer)
})

test('a fault of one tenant is none of another', async () => {
  await using started = await startMisbehavingServer()
  const { origin } = started
  expect(await put(`${origin}/faults/acme`, '["metadata-away"]')).toEqual({
    status: 200,
    body: { on: ['metadata-away'] },
  })
  const status = async (tenant: string) =>
    (await fetch(`${origin}/.well-known/oauth-authorization-server/${tenant}`)).status
  expect([await status('acme'), await status('globex')]).toEqual([503, 200])
})

test('an unknown fault, a body that is no list, and an unknown tenant are told', async () => {
  await using started = await startMisbehavingServer()
  const { origin } = started
  expect((await put(`${origin}/faults`, '["no-such-fault"]')).status).toBe(400)
  expect((await put(`${origin}/faults`, 'two-winners')).status).toBe(400)
  expect((await put(`${origin}/faults`, '{}')).status).toBe(400)
  expect((await put(`${origin}/faults/nobody`, '[]')).status).toBe(404)
  expect((await fetch(`${origin}/faults`, { method: 'POST' })).status).toBe(405)
  expect(((await (await fetch(`${origin}/faults`)).json()) as { known: unknown[] }).known).toHaveLength(faults.length)
})

test('what was issued before a fault is switched on goes on under it', async () => {
  await using started = await startMisbehavingServer()
  const { issuer, user, clients } = started.configuration
  const client = clients.firstParty
  if (client === undefined) throw new Error('There is no client')
  const visitor = createVisitor({ issuer, user, pages: {} })
  const tokens = await visitor.obtainTokens(client)
  await put(`${started.origin}/faults`, '["expires-in-as-text"]')
  const members = membersOf(await visitor.refresh(client, tokens.refreshToken))
  expect(members['expires_in']).toMatch(/^3[56]\d\d$/)
})

test('two faults work together', async () => {
  await using started = await startMisbehavingServer({ faults: ['token-type-missing', 'software-named'] })
  const { issuer, user, clients } = started.configuration
  const client = clients.clientCredentials
  if (client === undefined) throw new Error('There is no client')
  const answer = await createVisitor({ issuer, user, pages: {} }).clientCredentials(client)
  expect(answer.headers.get('x-powered-by')).toBe('Koa')
  expect(membersOf(answer)).not.toHaveProperty('token_type')
})

test('a name that no fault has is refused at the start', async () => {
  await expect(startMisbehavingServer({ faults: ['no-such-fault'] })).rejects.toThrow('no-such-fault')
})
