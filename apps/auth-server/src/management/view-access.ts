import type * as wire from '@identity-hub/api-types/management'
import {
  instantOf,
  SESSION_IDLE_SECONDS,
  type ListedConsent,
  type ListedGrant,
  type ListedSession,
  type Throttle,
} from '@identity-hub/core'
import { endOfGrant } from '../administration/access/grants.ts'
import { throttleId } from '../administration/access/throttles.ts'
import { instant } from './views.ts'

export function viewSession(session: ListedSession): wire.Session {
  return {
    id: session.id,
    user_id: session.accountId,
    signed_in_at: instant(session.authAt),
    last_seen_at: instant(session.idleEndsAt - SESSION_IDLE_SECONDS * 1000),
    expires_at: instant(Math.min(session.idleEndsAt, session.absoluteEndsAt)),
    user_agent: session.userAgent,
    address: session.source,
  }
}

export function viewConsent({ accountId, clientId, clientName, scopes, decidedAt }: ListedConsent): wire.Consent {
  return {
    user_id: accountId,
    client_id: clientId,
    client_name: clientName,
    scopes: [...scopes],
    decided_at: instant(decidedAt),
  }
}

export function viewGrant(grant: ListedGrant, now: number): wire.Grant {
  const end = endOfGrant(grant, now)
  return {
    id: grant.id,
    user_id: grant.accountId,
    client_id: grant.clientId,
    client_name: grant.clientName,
    scopes: [...grant.scopes],
    status: end === null ? 'live' : 'ended',
    end_reason: end,
    created_at: instant(instantOf(grant.id)),
    last_used_at: instant(grant.lastUsedAt),
    expires_at: instant(grant.absoluteEndsAt),
  }
}

export function viewThrottle(throttle: Throttle): wire.Throttle {
  return {
    id: throttleId(throttle),
    kind: throttle.kind,
    count: throttle.count,
    until: instant(throttle.until),
  }
}
