import {
  checkOpenInteraction,
  describeRefusal,
  findSignedIn,
  hashValue,
  type AuthorizationSettings,
  type Client,
  type Interaction,
  type SignedIn,
} from '@identity-hub/core'
import type { Context } from 'koa'
import type { Dependencies } from '../dependencies.ts'
import { sendFailure } from '../http/send-failure.ts'
import { openTenancy, type Tenancy } from '../http/tenancy.ts'
import { visitOf } from '../http/visit.ts'
import type { Locale } from '../locales/texts.ts'

/** An interaction that this browser may go on with. */
export interface OpenInteraction {
  readonly tenancy: Tenancy
  readonly settings: AuthorizationSettings
  readonly interaction: Interaction
  readonly client: Client
  readonly person: SignedIn | null
  readonly browserValue: string
  readonly locale: Locale
}

/** What the person is told when the client has changed under the interaction. */
const LOSSES = {
  client_disabled: 'unknown-client',
  redirect_uri_not_registered: 'invalid-redirect-uri',
} as const

/** The tenant of a page's path, or an answered 404. */
export async function openPageTenancy(dependencies: Dependencies, ctx: Context, slug: string): Promise<Tenancy | null> {
  const tenancy = await openTenancy(dependencies, ctx, slug)
  if (tenancy === null) sendFailure(ctx, 404, 'unknown-tenant')
  return tenancy
}

/** The interaction in the path, or an answered page that says why it cannot go on. */
export async function openInteraction(
  dependencies: Dependencies,
  ctx: Context,
  path: { readonly tenant: string; readonly interaction: string },
): Promise<OpenInteraction | null> {
  const tenancy = await openPageTenancy(dependencies, ctx, path.tenant)
  if (tenancy === null) return null
  const { storage, issuer, cookies, tenant } = tenancy
  const visit = visitOf(ctx)
  const browserValue = cookies.read('browser')
  const loaded = await storage.loadInteraction({
    id: path.interaction,
    browserHash: browserValue === null ? '' : hashValue(browserValue),
    now: visit.facts.now,
  })
  if (loaded.outcome !== 'open') {
    visit.reason = `interaction_${loaded.outcome}`
    // The browser that began an interaction finishes it; a link that somebody was sent leads nowhere.
    if (loaded.outcome === 'foreign') sendFailure(ctx, 403, 'foreign-browser', { tenantName: tenant.name })
    else sendFailure(ctx, 410, 'stale-interaction', { tenantName: tenant.name })
    return null
  }
  const { interaction, client } = loaded
  visit.clientId = client.clientId
  const redirectUris = { serverOriginIsLoopbackHttp: dependencies.settings.originIsLoopbackHttp }
  const reason = checkOpenInteraction(interaction, client, redirectUris)
  if (reason !== null) {
    visit.reason = reason
    const data = { clientId: client.clientId }
    const refusal = describeRefusal(visit.facts, 'authorization.refused', reason, data, { client: client.id })
    dependencies.hub.recordRefusal(tenant, refusal)
    sendFailure(ctx, 400, LOSSES[reason], { tenantName: tenant.name })
    return null
  }
  return {
    tenancy,
    settings: { storage, issuer, redirectUris, keys: dependencies.keys, browserValue: browserValue ?? '' },
    interaction,
    client,
    person: await findSignedIn(storage, cookies.sessionHash(), visit.facts),
    browserValue: browserValue ?? '',
    locale: tenancy.locale(interaction.request.uiLocales),
  }
}
