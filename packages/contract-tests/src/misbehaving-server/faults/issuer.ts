import type { Fault } from './fault.ts'

export const issuerFaults: readonly Fault[] = [
  {
    name: 'wrong-iss',
    title: 'Every authorization response names another issuer.',
    breaks: ['ISS-01', 'TEN-04'],
    rules: ({ errorParameters, successParameters }) => ({
      errorParameters: (error, text, state) => errorParameters(error, text, state, 'https://evil.example'),
      successParameters: (code, state) => successParameters(code, state, 'https://evil.example'),
    }),
  },
  {
    name: 'no-iss',
    title: 'No success names the issuer, though the metadata promises it.',
    breaks: ['ISS-01'],
    rules: () => ({ successParameters: (code, state) => ({ code, ...(state !== undefined && { state }) }) }),
  },
  {
    name: 'denial-without-iss',
    title: 'A denial does not name the issuer.',
    breaks: ['ISS-01', 'AUTHZ-11'],
    rules: ({ errorParameters }) => ({
      errorParameters(error, text, state, issuer) {
        const { iss, ...others } = errorParameters(error, text, state, issuer)
        return error === 'access_denied' || iss === undefined ? others : { ...others, iss }
      },
    }),
  },
  {
    name: 'iss-of-the-first-tenant',
    title: 'Every tenant names the issuer of the first one.',
    breaks: ['ISS-01', 'TEN-04'],
    rules: ({ successParameters }) => ({
      successParameters: (code, state, issuer) => successParameters(code, state, issuer.replace(/[^/]+$/, 'acme')),
    }),
  },
  {
    name: 'iss-not-encoded',
    title: 'The issuer stands in the response without percent-encoding.',
    breaks: ['ISS-02'],
    rules: ({ responseLocation }) => ({
      responseLocation: (redirectUri, parameters) =>
        responseLocation(redirectUri, parameters).replace(/([?&]iss=)([^&#]*)/, (_whole, name: string, iss: string) =>
          name.concat(decodeURIComponent(iss)),
        ),
    }),
  },
  {
    name: 'prompt-none-without-iss',
    title: 'A login_required does not name the issuer.',
    breaks: ['ISS-01', 'OIDC-02'],
    rules: ({ errorParameters }) => ({
      errorParameters(error, text, state, issuer) {
        const { iss, ...others } = errorParameters(error, text, state, issuer)
        return error === 'login_required' || iss === undefined ? others : { ...others, iss }
      },
    }),
  },
]
