import { SecretGuesses } from '@identity-hub/core'
import { createRouter } from '@identity-hub/koa-server'
import Koa from 'koa'
import type { Dependencies } from './dependencies.ts'
import { answerInvalidRequest } from './handlers/answer-invalid-request.ts'
import { authorizeHandler } from './handlers/authorize.ts'
import { getAuthorizationServerMetadataHandler } from './handlers/get-authorization-server-metadata.ts'
import { getIdentityHandler } from './handlers/get-identity.ts'
import { introspectTokenHandler } from './handlers/introspect-token.ts'
import { issueTokenHandler } from './handlers/issue-token.ts'
import { revokeTokenHandler } from './handlers/revoke-token.ts'
import { verifyTokenHandler } from './handlers/verify-token.ts'
import { answerEarly } from './http/answer-early.ts'
import { crossOrigin } from './http/cors.ts'
import { health } from './http/health.ts'
import { receive } from './http/receive.ts'
import { refuseOddUrls } from './http/refuse-odd-urls.ts'
import { sendFailure } from './http/send-failure.ts'
import { sendWhole } from './http/send-whole.ts'
import { createPageRouter } from './interactions/routes.ts'
import { createManagementRouter, type ManagementOptions } from './management/create-management-router.ts'

/** The whole server, in the order in which a request meets it. Returns an app and never listens. */
export function createApp(dependencies: Dependencies, management: ManagementOptions = {}): Koa {
  // One for all endpoints of clients: whoever guesses at one is delayed at each.
  const guesses = new SecretGuesses()
  const protocol = createRouter(
    {
      authorize: authorizeHandler(dependencies),
      issueToken: issueTokenHandler(dependencies, guesses),
      revokeToken: revokeTokenHandler(dependencies, guesses),
      introspectToken: introspectTokenHandler(dependencies, guesses),
      verifyToken: verifyTokenHandler(dependencies),
      getAuthorizationServerMetadata: getAuthorizationServerMetadataHandler(dependencies),
      getIdentity: getIdentityHandler(dependencies),
    },
    {
      context: (ctx) => ctx,
      // Core authenticates clients, and knows more ways than the document can say. RFC 6749 §2.3.
      security: 'in-handlers',
      // `authorize` decides itself what is owed to the client as a redirect. RFC 6749 §4.1.2.1.
      validate: { authorize: false },
      onInvalidRequest: answerInvalidRequest(dependencies),
      send: sendWhole,
      emptyParametersAreAbsent: true,
      trailingSlash: ['authorize', 'issueToken'],
    },
  )

  const app = new Koa()
  app.use(receive(dependencies))
  app.use(answerEarly(health(dependencies), refuseOddUrls, crossOrigin(dependencies.hub)))
  app.use(createManagementRouter(dependencies, management))
  app.use(protocol.routes())
  app.use(createPageRouter(dependencies).routes())
  app.use((ctx) => sendFailure(ctx, 404, 'not-found'))
  // Koa's own handler is for failures while a body is sent; everything else is answered above.
  app.on('error', (error: unknown) => dependencies.log.warn({ err: error }, 'response broke off'))
  return app
}
