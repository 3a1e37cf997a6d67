import { slugOf } from '../http/not-found.ts'
import type { Rules } from '../rules/rules.ts'
import type { Tenant } from '../state/tenant.ts'
import type { BoundRules, Fault } from './fault.ts'

type Finder = 'findCode' | 'findAccessToken' | 'findRefreshToken'

/** Looks in the tenant that was asked, then in all where somebody has begun to sign in. */
function inAllTenants(name: Finder, correct: BoundRules): Partial<Rules> {
  const tenants = new Set<Tenant>()
  return {
    findSession(tenant, cookie, browser) {
      tenants.add(tenant)
      return correct.findSession(tenant, cookie, browser)
    },
    [name]: (tenant: Tenant, value: string) =>
      [tenant, ...tenants].map((one) => correct[name](one, value)).find((one) => one !== undefined),
  }
}

export const tenantFaults: readonly Fault[] = [
  {
    name: 'codes-of-all-tenants',
    title: 'A code of one tenant works at another.',
    breaks: ['TEN-01', 'TEN-02'],
    rules: (correct) => inAllTenants('findCode', correct),
  },
  {
    name: 'access-tokens-of-all-tenants',
    title: 'An access token of one tenant works at another.',
    breaks: ['TEN-02'],
    rules: (correct) => inAllTenants('findAccessToken', correct),
  },
  {
    name: 'refresh-tokens-of-all-tenants',
    title: 'A refresh token of one tenant works at another.',
    breaks: ['TEN-02', 'RT-01'],
    rules: (correct) => inAllTenants('findRefreshToken', correct),
  },
  {
    name: 'clients-of-all-tenants',
    title: 'The credentials of a client work at every tenant.',
    breaks: ['TEN-03'],
    rules({ authenticate }) {
      const tenants = new Set<Tenant>()
      return {
        authenticate(tenant, presented) {
          tenants.add(tenant)
          return [tenant, ...tenants].map((one) => authenticate(one, presented)).find((one) => one !== null) ?? null
        },
      }
    },
  },
  {
    name: 'tenant-in-any-case',
    title: 'A tenant may be written in capital letters.',
    breaks: ['TEN-05'],
    before(ctx) {
      const slug = slugOf(ctx.path)
      if (slug !== slug.toLowerCase()) ctx.path = ctx.path.replace(slug, slug.toLowerCase())
    },
  },
]
