import type { NewClient } from '@identity-hub/api-types/management'
import type { Attempt } from '../http/attempt.ts'
import { filled } from '../http/input.ts'
import { readScopes, readSettings } from './client-forms.ts'

export const TYPE_NAMES = ['confidential', 'public', 'native'] as const

/** The form as nobody has touched it. */
export const newForm = (): URLSearchParams =>
  filled({
    type: 'confidential',
    first_party: 'no',
    grant_types: ['authorization_code', 'refresh_token'],
    requestable: 'profile',
  })

export function readRegistration(typed: URLSearchParams): Attempt<NewClient> {
  const scopes = readScopes(typed)
  if (!scopes.ok) return scopes
  const { pkce: _pkce, allowed_origins: _origins, required_role: _role, name = '', ...settings } = readSettings(typed)
  const clientId = typed.get('client_id')?.trim()
  const clientSecret = typed.get('client_secret')
  return {
    ok: true,
    value: {
      ...settings,
      name,
      type: TYPE_NAMES.find((type) => type === typed.get('type')) ?? 'confidential',
      scopes: scopes.value,
      ...(clientId && { client_id: clientId }),
      ...(clientSecret && { client_secret: clientSecret }),
    },
  }
}
