import type { Event } from '@identity-hub/api-types/management'
import { html, type Markup, type Value } from '@identity-hub/markup'

/** Who and what an event is about, ready to stand in a sentence. */
export interface Parts {
  /** Who did it: "Ada", "the app Timeline", "the command line", "somebody unknown". */
  readonly actor: Markup
  /** Whom it is about; the actor when they did it to themselves. */
  readonly subject: Markup
  /** "by Ada", or nothing when they did it themselves. */
  readonly by: Markup
  readonly app: Markup
  readonly data: Event['data']
}

interface Phrase {
  /** In the filter. */
  readonly title: string
  readonly tell: (parts: Parts) => Value
}

const of = (title: string, tell: Phrase['tell']): Phrase => ({ title, tell })

/** A member of `data`, set as code; "?" where it is missing. */
function named(data: Event['data'], ...names: readonly string[]): Markup {
  const value = names.map((name) => data[name]).find((one) => typeof one === 'string')
  return html`<code>${typeof value === 'string' ? value : '?'}</code>`
}

/** What each type of event says to people. The test holds it against the types that the hub has. */
export const PHRASES: Readonly<Record<string, Phrase>> = {
  'account.signed_in': of('Signed in', ({ subject }) => html`${subject} signed in`),
  'account.sign_in_refused': of('Sign-in refused', ({ subject }) => html`A sign-in of ${subject} was refused`),
  'account.signed_out': of('Signed out', ({ subject }) => html`${subject} signed out`),
  'account.created': of('User made', ({ subject, by }) => html`${subject} was made ${by}`),
  'account.changed': of('User changed', ({ subject, by }) => html`The profile of ${subject} was changed ${by}`),
  'account.claims_changed': of(
    'Claims changed',
    ({ subject, by }) => html`The claims of ${subject} were changed ${by}`,
  ),
  'account.blocked': of('User blocked', ({ subject, by }) => html`${subject} was blocked ${by}`),
  'account.unblocked': of('User unblocked', ({ subject, by }) => html`${subject} was unblocked ${by}`),
  'account.archived': of('User archived', ({ subject, by }) => html`${subject} was archived ${by}`),
  'account.restored': of('User restored', ({ subject, by }) => html`${subject} was taken out of the archive ${by}`),
  'account.erased': of('User erased', ({ subject, by }) => html`${subject} was erased ${by}`),
  'account.exported': of('User exported', ({ subject, by }) => html`Everything about ${subject} was exported ${by}`),
  'account.password_link_made': of('Password link made', ({ subject, by, data }) =>
    data['purpose'] === 'invitation'
      ? html`${subject} was invited ${by}`
      : html`The password of ${subject} was reset ${by}, with a link`,
  ),
  'account.password_set': of('Password chosen', ({ subject }) => html`${subject} chose a password with a link`),
  'account.password_changed': of('Password changed', ({ subject }) => html`${subject} changed their password`),
  'account.password_reset': of('Password reset', ({ subject, by }) => html`The password of ${subject} was reset ${by}`),
  'role.assigned': of(
    'Role given',
    ({ subject, by, data }) => html`${subject} was given the role ${named(data, 'role')} ${by}`,
  ),
  'role.removed': of(
    'Role taken',
    ({ subject, by, data }) => html`The role ${named(data, 'role')} was taken from ${subject} ${by}`,
  ),
  'tenant.created': of('Tenant made', ({ by, data }) => html`The tenant ${named(data, 'slug')} was made ${by}`),
  'tenant.suspended': of(
    'Tenant suspended',
    ({ by, data }) => html`The tenant ${named(data, 'slug')} was suspended ${by}`,
  ),
  'tenant.resumed': of('Tenant resumed', ({ by, data }) => html`The tenant ${named(data, 'slug')} was resumed ${by}`),
  'tenant.changed': of('Settings changed', ({ by }) => html`The settings of the tenant were changed ${by}`),
  'tenant.restored': of(
    'Database restored',
    () => 'The database was put back to an earlier state, which ended everything that had been issued',
  ),
  'scope.created': of('Scope made', ({ by, data }) => html`The scope ${named(data, 'scope')} was made ${by}`),
  'scope.changed': of('Scope changed', ({ by, data }) => html`The scope ${named(data, 'scope')} was changed ${by}`),
  'scope.deleted': of('Scope deleted', ({ by, data }) => html`The scope ${named(data, 'scope')} was deleted ${by}`),
  'role.created': of('Role made', ({ by, data }) => html`The role ${named(data, 'role')} was made ${by}`),
  'role.changed': of('Role changed', ({ by, data }) => html`The role ${named(data, 'role')} was changed ${by}`),
  'role.deleted': of('Role deleted', ({ by, data }) => html`The role ${named(data, 'role')} was deleted ${by}`),
  'client.created': of('App registered', ({ app, by }) => html`${app} was registered ${by}`),
  'client.changed': of('App changed', ({ app, by }) => html`${app} was changed ${by}`),
  'client.deleted': of('App deleted', ({ app, by }) => html`${app} was deleted ${by}`),
  'client.secret_retired': of('Secret retired', ({ app, by }) => html`A secret of ${app} was retired ${by}`),
  'client.disabled': of('App disabled', ({ app, by }) => html`${app} was disabled ${by}`),
  'client.enabled': of('App enabled', ({ app, by }) => html`${app} was enabled ${by}`),
  'client.secret_rotated': of('Secret rotated', ({ app, by }) => html`${app} was given a new secret ${by}`),
  'authorization.refused': of(
    'Authorization refused',
    ({ app, subject }) => html`${app} was refused what it asked of ${subject}`,
  ),
  'authorization.granted': of('Access allowed', ({ app, subject }) => html`${subject} let ${app} in`),
  'authorization.denied': of('Access denied', ({ app, subject }) => html`${subject} did not let ${app} in`),
  'token.issued': of('Tokens issued', ({ app, data }) =>
    data['grantType'] === 'client_credentials' ? html`${app} got a token for itself` : html`${app} got tokens`,
  ),
  'token.refreshed': of('Tokens refreshed', ({ app }) => html`${app} refreshed its tokens`),
  'token.refresh_repeated': of(
    'Refresh repeated',
    ({ app }) => html`${app} was given an answer again that it had lost`,
  ),
  'token.refused': of('Token request refused', ({ app }) => html`A token request of ${app} was refused`),
  'token.revoked': of('Token revoked', ({ app }) => html`${app} revoked a token of its own`),
  'token.revocation_refused': of('Revocation refused', ({ app }) => html`A revocation by ${app} was refused`),
  'token.introspection_refused': of('Introspection refused', ({ app }) => html`An introspection by ${app} was refused`),
  'code.replayed': of('Code used twice', ({ app }) => html`An authorization code of ${app} was used twice`),
  'code.spent': of('Code spent', ({ app }) => html`An authorization code of ${app} was spent by wrong verifiers`),
  'refresh_token.reused': of('Refresh token used twice', ({ app }) => html`A refresh token of ${app} was used twice`),
  'grant.revoked': of('Grant ended', ({ app, subject, by }) => html`The grant of ${subject} to ${app} was ended ${by}`),
  'session.ended': of('Session ended', ({ subject, by }) => html`${subject} was signed out ${by}`),
  'throttle.lifted': of('Throttle lifted', ({ by }) => html`Attempts that delayed somebody were forgotten ${by}`),
  'management.refused': of(
    'Administration refused',
    ({ actor, data }) => html`${actor} was refused ${named(data, 'operation')}`,
  ),
  'consent.withdrawn': of(
    'Consent withdrawn',
    ({ subject, app, by }) => html`What ${subject} allowed ${app} was withdrawn ${by}`,
  ),
  'api.refused': of('API call refused', ({ app }) => html`A call with a token of ${app} was refused`),
}
