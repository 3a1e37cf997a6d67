import type { MaskedExchange } from '../run-report.ts'

const issuer = 'https://id.example.com/acme'

/** A code that was exchanged. */
export function tokenExchange(changes: Partial<MaskedExchange> = {}): MaskedExchange {
  return {
    method: 'POST',
    url: `${issuer}/oauth2/v1/token`,
    requestHeaders: [
      ['authorization', 'Basic ***'],
      ['content-type', 'application/x-www-form-urlencoded'],
    ],
    requestBody:
      'grant_type=authorization_code&code=***&redirect_uri=https%3A%2F%2Fapp.example.org%2Fcallback&code_verifier=***',
    status: 200,
    responseHeaders: [
      ['content-type', 'application/json; charset=utf-8'],
      ['cache-control', 'no-store'],
      ['date', 'Sun, 22 Nov 2026 14:03:11 GMT'],
    ],
    responseBody:
      '{"access_token":"***","token_type":"Bearer","expires_in":3600,"refresh_token":"***","scope":"documents.read"}',
    durationMilliseconds: 11.4,
    ...changes,
  }
}

/** An authorization request that leads to a page. */
export function authorizationExchange(changes: Partial<MaskedExchange> = {}): MaskedExchange {
  return {
    method: 'GET',
    url: `${issuer}/oauth2/v1/auth?response_type=code&client_id=web-app&redirect_uri=https%3A%2F%2Fapp.example.org%2Fcallback%2F..%2Fevil&scope=documents.read&state=af0ifjsldkj&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256`,
    requestHeaders: [['accept', 'text/html']],
    requestBody: null,
    status: 303,
    responseHeaders: [
      ['location', 'https://app.example.org/callback/../evil?code=***&state=af0ifjsldkj'],
      ['content-length', '0'],
    ],
    responseBody: '',
    durationMilliseconds: 6.2,
    ...changes,
  }
}
