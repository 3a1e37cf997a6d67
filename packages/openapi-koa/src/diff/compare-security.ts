import { type JsonObject, follow, isObject, listAt, objectAt } from '../document/json.ts'
import type { Comparison } from './change.ts'
import type { Side } from './compare-operations.ts'

/** Scopes by scheme; an alternative is known by its schemes. */
type Alternative = Readonly<Record<string, readonly string[]>>

export function compareSecurity(comparison: Comparison, before: Side, after: Side): void {
  const { changes, subject } = comparison
  const [old, fresh] = [alternativesOf(before), alternativesOf(after)]
  const where = [...after.named.where, 'security']
  for (const [key, alternative] of fresh) {
    const was = old.get(key)
    // Old servers do not take such credentials.
    if (was) compareScopes(comparison, was, alternative, where)
    else changes.add(subject, 'security-alternative-added', 'servers', `${named(key)} will do now`, where)
  }
  for (const key of old.keys()) {
    if (!fresh.has(key))
      changes.add(subject, 'security-alternative-removed', 'clients', `${named(key)} will no longer do`, where)
  }
}

function compareScopes(
  { changes, subject }: Comparison,
  before: Alternative,
  after: Alternative,
  where: readonly string[] | readonly (string | number)[],
): void {
  for (const [scheme, scopes] of Object.entries(after)) {
    const was = before[scheme] ?? []
    const added = scopes.filter((scope) => !was.includes(scope))
    const removed = was.filter((scope) => !scopes.includes(scope))
    const [only, ...others] = added
    if (only !== undefined && others.length === 0 && removed.length === 1) {
      const message = `${scheme} needs the scope ${only} (was ${removed[0]})`
      changes.add(subject, 'security-scope-renamed', 'both', message, where)
      continue
    }
    for (const scope of added)
      changes.add(subject, 'security-scope-added', 'clients', `${scheme} needs the scope ${scope} now`, where)
    // Old servers go on to ask for it.
    for (const scope of removed)
      changes.add(subject, 'security-scope-removed', 'servers', `${scheme} no longer needs the scope ${scope}`, where)
  }
}

/** Without `security` anybody may call, as with `{}`. */
function alternativesOf({ document, operation }: Side): Map<string, Alternative> {
  const declared = Array.isArray(operation['security']) ? operation['security'] : listAt(document, 'security')
  const alternatives = declared
    .filter(isObject)
    .map((alternative) =>
      Object.fromEntries(
        Object.entries(alternative).map(([name, scopes]) => [name, Array.isArray(scopes) ? scopes.map(String) : []]),
      ),
    )
  const all = alternatives.length === 0 ? [{}] : alternatives
  return new Map(all.map((alternative) => [Object.keys(alternative).toSorted().join(' and '), alternative]))
}

function named(key: string): string {
  return key === '' ? 'no credentials at all' : key
}

/** Where credentials are found, and where tokens are got. */
export function compareSecuritySchemes(comparison: Comparison): void {
  const { changes } = comparison
  const [old, fresh] = [comparison.before, comparison.after].map((document) =>
    objectAt(objectAt(document, 'components'), 'securitySchemes'),
  )
  for (const [name, value] of Object.entries(fresh ?? {})) {
    if (!old || !(name in old)) continue
    const where = ['components', 'securitySchemes', name]
    const subject = `security scheme ${name}`
    const before = follow(comparison.before, old[name], where).value
    const after = follow(comparison.after, value, where).value
    for (const member of ['type', 'scheme', 'in', 'name', 'openIdConnectUrl']) {
      const [was, is] = [before[member], after[member]].map((one) => (member === 'scheme' ? lower(one) : one))
      if (was === is) continue
      changes.add(subject, 'security-scheme-changed', 'both', `${member} is ${String(is)} (was ${String(was)})`, where)
    }
    compareFlows({ ...comparison, subject }, objectAt(before, 'flows'), objectAt(after, 'flows'), [...where, 'flows'])
  }
}

function lower(value: unknown): unknown {
  return typeof value === 'string' ? value.toLowerCase() : value
}

/** https://spec.openapis.org/oas/v3.1.1#oauth-flows-object */
function compareFlows(
  { changes, subject }: Comparison,
  before: JsonObject,
  after: JsonObject,
  where: readonly string[],
): void {
  for (const flow of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (!(flow in before)) {
      changes.add(subject, 'oauth-flow-added', 'servers', `the flow ${flow} was added`, [...where, flow])
      continue
    }
    if (!(flow in after)) {
      changes.add(subject, 'oauth-flow-removed', 'clients', `the flow ${flow} was removed`, where)
      continue
    }
    const [old, fresh] = [objectAt(before, flow), objectAt(after, flow)]
    for (const endpoint of ['authorizationUrl', 'tokenUrl', 'refreshUrl', 'deviceAuthorizationUrl']) {
      if (old[endpoint] === fresh[endpoint]) continue
      const [was, is] = [textOf(old[endpoint], 'none'), textOf(fresh[endpoint], 'gone')]
      const message = `${endpoint} of ${flow} is ${is} (was ${was})`
      changes.add(subject, 'oauth-endpoint-changed', old[endpoint] === undefined ? 'servers' : 'clients', message, [
        ...where,
        flow,
      ])
    }
    const [oldScopes, freshScopes] = [objectAt(old, 'scopes'), objectAt(fresh, 'scopes')]
    const added = Object.keys(freshScopes).filter((scope) => !(scope in oldScopes))
    const removed = Object.keys(oldScopes).filter((scope) => !(scope in freshScopes))
    const [only, gone] = [added[0], removed[0]]
    if (only !== undefined && gone !== undefined && added.length === 1 && removed.length === 1) {
      const message = `the scope ${only} of ${flow} was called ${gone}`
      changes.add(subject, 'security-scope-renamed', 'both', message, [...where, flow, 'scopes', only])
      continue
    }
    for (const scope of added) {
      const message = `the scope ${scope} was added to ${flow}`
      changes.add(subject, 'oauth-scope-added', 'servers', message, [...where, flow, 'scopes', scope])
    }
    for (const scope of removed) {
      const message = `the scope ${scope} was removed from ${flow}`
      changes.add(subject, 'oauth-scope-removed', 'clients', message, [...where, flow, 'scopes'])
    }
  }
}

function textOf(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise
}
