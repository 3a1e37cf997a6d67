import {
  checkAccessToken,
  describeRefusal,
  readBearerToken,
  type Account,
  type BearerRefusal,
  type EventSubjects,
} from '@identity-hub/core'
import type { Handlers, OperationResponse } from '@identity-hub/koa-server'
import type { Dependencies } from '../dependencies.ts'
import { openTenancy } from '../http/tenancy.ts'
import { visitOf } from '../http/visit.ts'
import { bearerError, challengeOf } from './bearer-challenge.ts'
import type { HandlerContext } from './context.ts'
import { unknownTenantResponse } from './json-responses.ts'

type Response = OperationResponse<'getIdentity'>

/** Whom an access token speaks for. RFC 6750 §3 for what it answers otherwise. */
export function getIdentityHandler(dependencies: Dependencies): Handlers<HandlerContext>['getIdentity'] {
  return async ({ path, context: ctx }) => {
    const visit = visitOf(ctx)
    const tenancy = await openTenancy(dependencies, ctx, path.tenant)
    if (tenancy === null) return unknownTenantResponse
    const { storage, tenant, issuer } = tenancy
    const challenge = challengeOf(tenant.slug)
    const refuse = (reason: BearerRefusal, response: Response, subjects: EventSubjects = {}): Response => {
      visit.reason = reason
      dependencies.hub.recordRefusal(tenant, describeRefusal(visit.facts, 'api.refused', reason, {}, subjects))
      return response
    }

    // Koa parses an empty query as thoroughly as a long one.
    const query = ctx.querystring === '' ? {} : ctx.query
    const presented = readBearerToken(ctx.req.headers.authorization, query)
    if (presented.outcome === 'absent') {
      visit.reason = 'token_missing'
      return challenge(401, {})
    }
    if (presented.outcome === 'refused')
      return refuse(presented.reason, challenge(400, bearerError(presented.reason, issuer)))
    const check = await checkAccessToken(storage, presented.token, visit.facts)
    if (check.outcome === 'refused')
      return refuse(check.reason, challenge(401, bearerError(check.reason, issuer)), check.parties?.subjects)
    visit.clientId = check.clientId
    // An app token speaks for nobody, whatever its scope.
    if (check.account === null || !check.scopes.includes('profile')) {
      const reason = check.account === null ? 'token_without_account' : 'scope_insufficient'
      const challenged = challenge(403, { ...bearerError(reason, issuer), scope: 'profile' })
      return refuse(reason, challenged, check.parties.subjects)
    }
    return {
      status: 200,
      headers: { 'Cache-Control': 'no-store' },
      body: describeIdentity(check.account, check.scopes.includes('email')),
    }
  }
}

function describeIdentity(account: Account, withEmail: boolean) {
  return {
    identityId: account.id,
    displayName: account.displayName,
    userName: account.userName,
    disabled: account.status !== 'active',
    ...(withEmail && account.emailAddress !== null
      ? { emailAddress: account.emailAddress, emailAddressVerified: account.emailVerified }
      : {}),
  }
}
