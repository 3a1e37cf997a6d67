import type { Scope, Tenant } from '@identity-hub/core'
import type { Locale } from '../locales/texts.ts'
import type { PageScope } from '../pages/scope-list.ts'

/** The scope in the page's language, or else in the tenant's, or in any that it has. */
export function describeScope(
  { name, description }: Pick<Scope, 'name' | 'description'>,
  locale: Locale,
  tenant: Pick<Tenant, 'locale'>,
): PageScope {
  return {
    name,
    description: description[locale] ?? description[tenant.locale] ?? Object.values(description)[0] ?? '',
  }
}
