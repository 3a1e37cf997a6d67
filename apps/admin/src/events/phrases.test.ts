import { html } from '@identity-hub/markup'
import type { EventType } from '@identity-hub/core'
import { expect, test } from 'vitest'
import { PHRASES } from './phrases.ts'

/** Every type that the hub has; one that is missing here does not compile. */
const TYPES = {
  'account.signed_in': true,
  'account.sign_in_refused': true,
  'account.signed_out': true,
  'account.created': true,
  'account.changed': true,
  'account.claims_changed': true,
  'account.blocked': true,
  'account.unblocked': true,
  'account.archived': true,
  'account.restored': true,
  'account.erased': true,
  'account.exported': true,
  'account.password_link_made': true,
  'account.password_set': true,
  'account.password_changed': true,
  'account.password_reset': true,
  'role.assigned': true,
  'role.removed': true,
  'tenant.created': true,
  'tenant.suspended': true,
  'tenant.resumed': true,
  'tenant.changed': true,
  'tenant.restored': true,
  'scope.created': true,
  'scope.changed': true,
  'scope.deleted': true,
  'role.created': true,
  'role.changed': true,
  'role.deleted': true,
  'client.created': true,
  'client.changed': true,
  'client.deleted': true,
  'client.secret_retired': true,
  'client.disabled': true,
  'client.enabled': true,
  'client.secret_rotated': true,
  'authorization.refused': true,
  'authorization.granted': true,
  'authorization.denied': true,
  'token.issued': true,
  'token.refreshed': true,
  'token.refresh_repeated': true,
  'token.refused': true,
  'token.revoked': true,
  'token.revocation_refused': true,
  'token.introspection_refused': true,
  'code.replayed': true,
  'code.spent': true,
  'refresh_token.reused': true,
  'grant.revoked': true,
  'session.ended': true,
  'throttle.lifted': true,
  'management.refused': true,
  'consent.withdrawn': true,
  'api.refused': true,
} as const satisfies Record<EventType, true>

test('every type of event that the hub has is told in a sentence, and no other', () => {
  expect(Object.keys(PHRASES).toSorted()).toEqual(Object.keys(TYPES).toSorted())
})

test('what an app sent is text in the sentence, never markup', () => {
  const words = html`Ada`
  const data = { role: '<script>', scope: '<script>', slug: '<script>', operation: '<script>' }
  for (const { tell } of Object.values(PHRASES))
    expect(String(html`${tell({ actor: words, subject: words, by: words, app: words, data })}`)).not.toContain(
      '<script>',
    )
})
