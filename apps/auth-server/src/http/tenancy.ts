import type { HubStorage, Tenant, TenantStorage } from '@identity-hub/core'
import type { Context } from 'koa'
import type { Dependencies } from '../dependencies.ts'
import { pickLocale } from '../locales/pick-locale.ts'
import type { Locale } from '../locales/texts.ts'
import { TenantCookies } from './cookies.ts'
import { truncateAddress } from './truncate-address.ts'
import { visitOf } from './visit.ts'

/** One tenant's side of a request. */
export interface Tenancy {
  readonly storage: TenantStorage
  readonly tenant: Tenant
  /** RFC 8414 §2; made of the configured origin, never of a request's Host. */
  readonly issuer: string
  readonly cookies: TenantCookies
  /** @param uiLocales the request's own wish, before the browser's */
  locale(uiLocales?: string | null): Locale
}

/** null: unknown or suspended, which look the same from outside. */
export async function openTenancy(
  { hub, settings }: Pick<Dependencies, 'settings'> & { readonly hub: Pick<HubStorage, 'openTenant'> },
  ctx: Context,
  slug: string,
): Promise<Tenancy | null> {
  const visit = visitOf(ctx)
  visit.tenant = slug.slice(0, 64)
  const opened = await hub.openTenant(slug)
  if (opened.outcome !== 'open') {
    visit.reason = `tenant_${opened.outcome}`
    return null
  }
  const { storage } = opened
  const { tenant } = storage
  const { source } = visit.facts
  if (tenant.truncateAddresses && source !== null)
    visit.facts = { ...visit.facts, truncatedSource: truncateAddress(source) }
  return {
    storage,
    tenant,
    issuer: tenant.issuer ?? `${settings.origin}/${tenant.slug}`,
    cookies: new TenantCookies(ctx, tenant.slug, settings),
    locale: (uiLocales) =>
      pickLocale({
        uiLocales: uiLocales ?? undefined,
        acceptLanguage: ctx.get('Accept-Language'),
        tenantLocale: tenant.locale,
      }),
  }
}
