import type { DeadReason } from '@identity-hub/core'
import { ALL_STAY, endsGrants, endsPerson, type Cells, type Row } from './row.ts'

const endsApp = (reason: DeadReason): Cells => ({ ...endsGrants(reason), appToken: reason })

/** What happens to an app, or to the tenant with everything in it. */
export const OF_APPS = {
  'client-disabled': {
    event: 'App disabled',
    text: 'Its grants and its own tokens end, and it cannot authenticate. People stay signed in, other apps go on.',
    cells: endsApp('client_disabled'),
  },
  'client-enabled': {
    event: 'App enabled after that',
    text: 'Nothing of before comes back. The app gets new tokens for itself, and people sign in to it again.',
    cells: endsApp('client_changed'),
  },
  'client-deleted': {
    event: 'App deleted',
    text: 'Its grants, its own tokens and what people consented to end, and it is unknown from then on. Its client id is never given again.',
    cells: { ...endsApp('client_disabled'), code: 'client_unknown', refreshToken: 'client_unknown' },
  },
  'secret-rotated': {
    event: 'Secret rotated',
    text: 'The old secret goes on beside the new one for a day, or as long as was asked for. Nothing rests on a secret, so nothing ends.',
    cells: ALL_STAY,
  },
  'secret-ended': {
    event: 'Secret rotated, and the old one ended at once',
    text: 'The old secret is refused from then on. Tokens go on with the new one: disable the app when they may be in wrong hands.',
    cells: ALL_STAY,
  },
  'tenant-suspended': {
    event: 'Tenant suspended',
    text: 'The tenant answers as if it had never been. Everything that it has issued ends.',
    cells: {
      code: 'tenant_suspended',
      accessToken: 'tenant_suspended',
      refreshToken: 'tenant_suspended',
      session: 'tenant_suspended',
      appToken: 'tenant_suspended',
    },
  },
  'tenant-resumed': {
    event: 'Tenant resumed after that',
    text: 'Nothing of before comes back. People sign in again, and apps get new tokens.',
    cells: { ...endsPerson('tenant_changed'), appToken: 'tenant_changed' },
  },
} as const satisfies Record<string, Row>
