import {
  accepted,
  checkLifetimes,
  checkRequiredClaim,
  checkRequiredRole,
  checkScopeDescription,
  MemberProblems,
  quoted,
  refused,
  type Checked,
  type ScopeSettings,
  type TenantStorage,
} from '@identity-hub/core'
import { done, invalid, type Result } from '../administration.ts'
import { refusedMembers } from '../check-members.ts'

/** What is given of a scope, checked; everything that is wrong with it at once. Roles that it requires must be there. */
export async function checkScopeSettings(
  storage: TenantStorage,
  given: Partial<ScopeSettings>,
): Promise<Result<Partial<ScopeSettings>>> {
  const problems = new MemberProblems()
  const { description, requiredRoles, requiredClaim, accessTokenSeconds } = given
  const texts = description === undefined ? undefined : problems.take('/description', checkTexts(description))
  if (requiredRoles !== undefined) problems.take('/required_roles', checkRoles(requiredRoles))
  if (requiredClaim) problems.take('/required_claim', checkRequiredClaim(requiredClaim))
  if (typeof accessTokenSeconds === 'number') problems.take('', checkLifetimes({ accessTokenSeconds }))
  const refusal = problems.refusal()
  if (refusal !== null) return refusedMembers(refusal)

  for (const [index, role] of (requiredRoles ?? []).entries())
    if ((await storage.findRole(role)).outcome === 'unknown')
      return invalid(
        `there is no role ${quoted(role)} in the tenant ${storage.tenant.slug}; make it first`,
        `/required_roles/${index}`,
      )
  return done({ ...given, ...(texts !== undefined && { description: texts }) })
}

function checkTexts(texts: ScopeSettings['description']): Checked<ScopeSettings['description']> {
  const entries: [string, string][] = []
  for (const [locale, text] of Object.entries(texts)) {
    const checked = checkScopeDescription(text)
    if (!checked.ok) return { ...checked, at: `/${locale}` }
    if (checked.value !== '') entries.push([locale, checked.value])
  }
  return accepted(Object.fromEntries(entries))
}

function checkRoles(roles: readonly string[]): Checked<readonly string[]> {
  for (const [index, role] of roles.entries()) {
    const checked = checkRequiredRole(role)
    if (!checked.ok) return { ...checked, at: `/${index}` }
    if (roles.indexOf(role) !== index)
      return refused(`the role ${quoted(role)} is there twice; write it once`, `/${index}`)
  }
  return accepted(roles)
}
