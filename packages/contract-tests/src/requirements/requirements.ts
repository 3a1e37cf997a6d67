import { readFileSync } from 'node:fs'

/** A row of `requirements.json`. */
export interface Requirement {
  /** `PKCE-07` */
  readonly id: string
  /** `PKCE` */
  readonly area: string
  readonly level: 'MUST' | 'SHOULD' | 'SHOULD NOT' | 'MAY'
  readonly severity: 'critical' | 'high' | 'medium' | 'low'
  /** `RFC 7636 §4.6`; `own` is a rule of this project. */
  readonly sources: readonly string[]
  readonly statement: string
  /** How to see it. */
  readonly test: string
  /** `later`: an endpoint that the hub does not have yet. */
  readonly phase: 'core' | 'later'
}

// The shape of our own file, which a test checks.
const { requirements: rows } = JSON.parse(
  readFileSync(new URL('../../requirements.json', import.meta.url), 'utf8'),
) as { readonly requirements: readonly Requirement[] }

const byId = new Map(rows.map((row) => [row.id, row]))

/** Every requirement, in the order of the file. */
export const requirements: readonly Requirement[] = rows

/** @throws when there is none */
export function requirementOf(id: string): Requirement {
  const requirement = byId.get(id)
  if (requirement === undefined) throw new Error(`requirements.json has no ${id}`)
  return requirement
}

const standards = /^(RFC|OAuth 2\.1|OIDC|ASVS|CVE|OWASP)\b/

/** Whether no standard asks for it, only this project. */
export function isOwn({ sources }: Pick<Requirement, 'sources'>): boolean {
  return !sources.some((source) => standards.test(source))
}
