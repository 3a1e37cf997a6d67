import { REDIRECT_URI } from '../../src/testing/start-test-hub.ts'
import type { ProtocolId } from './endpoints.ts'
import type { Entry } from './entry.ts'
import type { Holder } from './holder.ts'
import type { Values } from './values.ts'
import { authorizationQuery, VERIFIER } from './visitor.ts'

const ANY_BROWSER = 'any value names a browser: what begins here is bound to it, and nothing is opened by it'
const ONE_ANSWER = 'one answer, whether or not there was something to revoke: RFC 7009 §2.2'
const NOT_ITS_OWN = 'an app is told about its own tokens alone'

const FOR_APIS = 'it tells what access tokens are good for, and nothing of others'

type Field = 'access-token' | 'refresh-token' | 'management-token'

export const protocolEntries: Readonly<Record<ProtocolId, readonly Entry[]>> = {
  authorize: [
    {
      looksAt: ['client-id', 'session', 'browser'],
      alike: { browser: ANY_BROWSER },
      send: (tenant, { browser, session, 'client-id': clientId }) => ({
        method: 'GET',
        path: `/${tenant}/oauth2/v1/auth`,
        query: authorizationQuery(clientId, 'profile'),
        cookies: { browser, session },
      }),
    },
  ],
  issueToken: [
    {
      way: 'with a code',
      looksAt: ['code', 'client-id', 'client-secret'],
      prepare: async (holder) => ({ code: await holder.obtainCode(holder.eve) }),
      send: (tenant, values) =>
        asClient(tenant, 'token', values, {
          grant_type: 'authorization_code',
          code: values.code,
          redirect_uri: REDIRECT_URI,
          code_verifier: VERIFIER,
        }),
    },
    {
      way: 'with a refresh token',
      looksAt: ['refresh-token', 'client-id', 'client-secret'],
      spend: freshTokens,
      send: (tenant, values) =>
        asClient(tenant, 'token', values, { grant_type: 'refresh_token', refresh_token: values['refresh-token'] }),
    },
    {
      way: 'for the app itself',
      looksAt: ['client-id', 'client-secret'],
      send: (tenant, values) => asClient(tenant, 'token', values, { grant_type: 'client_credentials' }),
    },
  ],
  revokeToken: [
    {
      ...about('revoke', 'access-token'),
      alike: { 'access-token': ONE_ANSWER },
      spend: freshTokens,
    },
    {
      ...about('revoke', 'refresh-token'),
      alike: { 'refresh-token': ONE_ANSWER },
      spend: freshTokens,
    },
    { ...about('revoke', 'management-token'), alike: { 'management-token': ONE_ANSWER } },
  ],
  introspectToken: [
    about('introspect', 'access-token'),
    { ...about('introspect', 'refresh-token'), alike: { 'refresh-token': FOR_APIS } },
    { ...about('introspect', 'management-token'), alike: { 'management-token': NOT_ITS_OWN } },
  ],
  verifyToken: [bearer('verify', 'access-token'), bearer('verify', 'management-token')],
  getIdentity: [
    bearer('identity', 'access-token'),
    // It is nobody's.
    { ...bearer('identity', 'management-token'), accepted: 403 },
  ],
  getAuthorizationServerMetadata: [
    {
      looksAt: [],
      send: (tenant) => ({ method: 'GET', path: `/.well-known/oauth-authorization-server/${tenant}` }),
    },
  ],
}

function asClient(tenant: string, endpoint: string, values: Values, form: Readonly<Record<string, string>>) {
  const credentials = { client_id: values['client-id'], client_secret: values['client-secret'] }
  return { method: 'POST', path: `/${tenant}/oauth2/v1/${endpoint}`, form: { ...credentials, ...form } }
}

function about(endpoint: 'revoke' | 'introspect', token: Field): Entry {
  return {
    way: `about a${token === 'access-token' ? 'n' : ''} ${token.replace('-', ' ')}`,
    looksAt: [token, 'client-id', 'client-secret'],
    send: (tenant, values) => asClient(tenant, endpoint, values, { token: values[token] }),
  }
}

function bearer(endpoint: 'verify' | 'identity', token: Field): Entry {
  return {
    way: `with a${token === 'access-token' ? 'n' : ''} ${token.replace('-', ' ')}`,
    looksAt: [token],
    send: (tenant, values) => ({
      method: 'GET',
      path: endpoint === 'verify' ? `/${tenant}/oauth2/v1/verify` : `/${tenant}/api/identity/v1`,
      authorization: `Bearer ${values[token]}`,
    }),
  }
}

function freshTokens(holder: Holder): Promise<Pick<Values, 'access-token' | 'refresh-token'>> {
  return holder.obtainTokens(holder.eve)
}
