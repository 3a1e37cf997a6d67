/** Why a grant gives nothing any longer: in a few words, and in a sentence. */
interface End {
  readonly short: string
  readonly sentence: string
}

const ENDS: Readonly<Record<string, End>> = {
  code_replayed: {
    short: 'code used twice',
    sentence: 'Its authorization code was used twice, so it was ended: somebody may have stolen it.',
  },
  refresh_token_reused: {
    short: 'refresh token used twice',
    sentence: 'A refresh token was used again after its successor, so it was ended: somebody may have stolen it.',
  },
  rights_changed: { short: 'rights changed', sentence: 'A right that it rests on was taken away.' },
  consent_withdrawn: { short: 'consent withdrawn', sentence: 'What the person had allowed was withdrawn.' },
  revoked_by_client: {
    short: 'ended by the app',
    sentence: 'The app ended it itself, as apps do when somebody signs out.',
  },
  revoked_by_administrator: { short: 'revoked', sentence: 'An administrator revoked it.' },
  grant_expired: { short: 'expired', sentence: 'It reached its end; the person has to sign in again.' },
  account_blocked: { short: 'user blocked', sentence: 'The user was blocked, archived or erased.' },
  client_disabled: { short: 'app disabled', sentence: 'The app was disabled.' },
  superseded: {
    short: 'ended with what it rests on',
    sentence:
      'The user, the app or the tenant was blocked, changed or restored after it was given, which ended it for good.',
  },
}

/** A reason that these pages do not know yet is told as it came. */
export const endOf = (reason: string | null): End =>
  ENDS[reason ?? ''] ?? { short: reason ?? 'unknown', sentence: `It ended: ${reason ?? 'nobody knows why'}.` }
