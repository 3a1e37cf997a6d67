// Compiled by `pnpm types`, never run: each line that may not compile says so, and tsc says when it does after all.
import { expectTypeOf } from 'vitest'
import {
  type Handlers,
  type OperationRequest,
  type SecurityHandlers,
  createPartialRouter,
  createRouter,
} from '../../fixtures/generated/vault.gen.ts'
import { createRouter as createLibrary } from '../../fixtures/generated/koa.gen.ts'
import type { Handlers as LibraryHandlers } from '../../fixtures/generated/koa.gen.ts'
import { type SecurityRefusal, refuse } from './security-refusal.ts'

interface User {
  readonly user: string
}
interface App {
  readonly app: number
}
interface Principals {
  readonly password: User
  readonly token: User
  readonly oauth: App
  readonly appKey: App
  readonly session: User
}
type Now = { now: number }
declare const handlers: Handlers<Now, unknown, Principals>
declare const askingThemselves: Handlers<Now>
declare const security: SecurityHandlers<Now, Principals>
declare function find(text: string): Promise<User | null>
const context = (): Now => ({ now: 1 })

// An operation is given a union of its alternatives.
type Request<Id extends 'lookAtDoor' | 'openDoor' | 'listItems' | 'addItem' | 'checkHealth'> = OperationRequest<
  Id,
  Now,
  false,
  Principals
>
expectTypeOf<Request<'openDoor'>['security']>().toEqualTypeOf<{ readonly password: User }>()
expectTypeOf<Request<'lookAtDoor'>['security']>().toEqualTypeOf<
  { readonly password?: undefined } | { readonly password: User }
>()
expectTypeOf<Request<'listItems'>['security']>().toEqualTypeOf<
  { readonly token: User; readonly oauth?: undefined } | { readonly token?: undefined; readonly oauth: App }
>()
declare const adding: Request<'addItem'>
if (adding.security.oauth) expectTypeOf(adding.security.session).toEqualTypeOf<undefined>()
else expectTypeOf(adding.security.session.user).toEqualTypeOf<string>()
expectTypeOf<keyof Request<'checkHealth'>>().toEqualTypeOf<'operationId' | 'context'>()
expectTypeOf<keyof OperationRequest<'openDoor', Now>>().toEqualTypeOf<'operationId' | 'context'>()

// What security handlers are given and may answer.
createRouter(handlers, { context, security })
createRouter(handlers, {
  context,
  security: {
    password: async ({ username, password, scopes, ...rest }) => {
      expectTypeOf(username).toEqualTypeOf<string>()
      expectTypeOf(scopes).toEqualTypeOf<readonly never[]>()
      expectTypeOf(rest.context).toEqualTypeOf<Now>()
      return await find(username + password)
    },
    token: ({ token }) => (token === '' ? refuse({ status: 403 }) : find(token)),
    oauth: ({ token, scopes }) => {
      expectTypeOf(scopes).toEqualTypeOf<readonly ('items:read' | 'items:write')[]>()
      return token === 'a' && { app: 1 }
    },
    appKey: ({ apiKey }) => (apiKey === 'a' ? { app: 1 } : undefined),
    session: (): SecurityRefusal => refuse(),
  },
  onUnauthorized: ({ operationId, scheme, challenges }, { now }) => {
    expectTypeOf(operationId).toEqualTypeOf<'lookAtDoor' | 'openDoor' | 'listItems' | 'addItem'>()
    expectTypeOf(scheme).toEqualTypeOf<keyof Principals | undefined>()
    return { status: 401, headers: { 'X-Now': now, 'X-Tried': challenges } }
  },
})

// Each scheme that an operation asks for has a handler, and nothing else has.
// @ts-expect-error -- security is missing
createRouter(handlers, { context })
// @ts-expect-error -- security is missing, whatever the handlers want of it
createRouter(askingThemselves, { context })
const { session: _session, ...withoutSession } = security
// @ts-expect-error -- session is missing
createRouter(handlers, { context, security: withoutSession })
// @ts-expect-error -- no such scheme
createRouter(handlers, { context, security: { ...security, unused: () => 1 } })
// @ts-expect-error -- the document asks for nothing
createLibrary({} as LibraryHandlers<Now>, { context, security: { password: () => 1 } })

// Handlers get what security handlers answer.
// @ts-expect-error -- oauth grants an App
createRouter(handlers, { context, security: { ...security, oauth: () => ({ user: 'a' }) } })
// @ts-expect-error -- the handlers want somebody to have asked
createRouter(handlers, { context, security: 'in-handlers' })
createRouter(askingThemselves, { context, security: 'in-handlers' })
createRouter(askingThemselves, { context, security })
createRouter(handlers, {
  context,
  // @ts-expect-error -- the credentials are a token
  security: { ...security, oauth: ({ apiKey }) => (apiKey === '' ? null : { app: 1 }) },
})
createRouter(handlers, {
  context,
  security: {
    ...security,
    // @ts-expect-error -- no such scope
    oauth: ({ scopes }) => scopes.includes('items:all') && { app: 1 },
  },
})

// Handlers in the call get it, too, when security handlers need no type or have one.
const granting = {
  password: () => ({ user: 'a' }),
  token: async ({ token }: { readonly token: string }) => await find(token),
  oauth: () => Promise.resolve(Math.random() > 0.5 && { app: 1 }),
  appKey: () => 1,
  session: () => 'a',
}
createRouter(
  {
    lookAtDoor: ({ security: { password } }) => ({ status: 200, body: password?.user ?? 'nobody' }),
    openDoor: ({ security: { password } }) => ({ status: password.user === '' ? 204 : 204 }),
    listItems: ({ security: { token, oauth } }) => {
      expectTypeOf(token).toEqualTypeOf<User | undefined>()
      expectTypeOf(oauth).toEqualTypeOf<{ app: number } | undefined>()
      return { status: 200, body: '' }
    },
    addItem: ({ security: { appKey } }) => {
      expectTypeOf(appKey).toEqualTypeOf<number | undefined>()
      return { status: 201 }
    },
    checkHealth: (request) => {
      expectTypeOf<keyof typeof request>().toEqualTypeOf<'operationId' | 'context'>()
      return { status: 204 }
    },
  },
  { context, security: granting },
)

// A part of the operations needs the schemes of that part; more do no harm.
const { token, oauth } = security
const reading = { listItems: handlers.listItems }
createPartialRouter(reading, { context, security: { token, oauth } })
createPartialRouter(reading, { context, security })
createPartialRouter({ checkHealth: handlers.checkHealth }, { context })
createPartialRouter({ checkHealth: handlers.checkHealth }, { context, security })
createPartialRouter(
  { listItems: (request) => ({ status: 200, body: String(request.security.oauth?.app) }) },
  { security: { token: () => null, oauth: () => ({ app: 1 }) } },
)
createPartialRouter(reading, {
  context,
  security: {
    token,
    oauth: ({ scopes }) => {
      expectTypeOf(scopes).toEqualTypeOf<readonly 'items:read'[]>()
      return { app: 1 }
    },
  },
})
// @ts-expect-error -- oauth is missing
createPartialRouter(reading, { context, security: { token } })
// @ts-expect-error -- security is missing
createPartialRouter(reading, { context })
