import type { TestResult } from '../run-report.ts'
import { authorizationExchange, tokenExchange } from './sample-exchanges.ts'
import { sampleResult, summaryOf } from './sample-report.ts'

/** Of the sample: what fails, warns and cannot be asked, each as the run would report it. */
export function notableResults(): readonly TestResult[] {
  return [...failures(), ...warnings(), ...notApplicable()]
}

function failures(): readonly TestResult[] {
  return [
    sampleResult({
      id: 'REDIR-01/a-uri-that-only-begins-like-a-registered-one-is-refused',
      requirements: [summaryOf('REDIR-01')],
      sentence: 'a URI that only begins like a registered one is refused',
      verdict: 'fail',
      message:
        'redirect_uri https://app.example.org/callback/../evil was accepted: 303 to https://app.example.org/callback/../evil?code=***, expected a 4xx page without Location',
      durationMilliseconds: 812,
      exchanges: [authorizationExchange()],
      omittedExchanges: 61,
    }),
    sampleResult({
      id: 'CODE-01/of-parallel-redemptions-of-one-code-exactly-one-wins',
      requirements: [summaryOf('CODE-01'), summaryOf('OPS-02')],
      sentence: '200 parallel redemptions of one code: exactly one wins',
      verdict: 'fail',
      message: '37 of 200 parallel requests got tokens for one code, in the first of 5 rounds; expected exactly 1',
      durationMilliseconds: 2_431,
      exchanges: [tokenExchange(), tokenExchange({ durationMilliseconds: 12.9 })],
      omittedExchanges: 198,
    }),
    sampleResult({
      id: 'TOKEN-06/no-answer-of-the-token-endpoint-may-be-stored',
      requirements: [summaryOf('TOKEN-06')],
      sentence: 'no answer of the token endpoint may be stored',
      verdict: 'fail',
      message: 'Cache-Control was "private, max-age=60" on 400 invalid_grant, expected no-store',
      durationMilliseconds: 41,
      exchanges: [
        tokenExchange({
          status: 400,
          responseHeaders: [
            ['content-type', 'application/json'],
            ['cache-control', 'private, max-age=60'],
          ],
          responseBody: '{"error":"invalid_grant","error_description":"The code has expired"}',
        }),
      ],
    }),
  ]
}

function warnings(): readonly TestResult[] {
  return [
    sampleResult({
      id: 'BEAR-05/an-access-token-lives-an-hour-at-most',
      requirements: [summaryOf('BEAR-05')],
      sentence: 'an access token lives an hour at most',
      verdict: 'warn',
      message: 'expires_in is 86400, more than 3600',
      durationMilliseconds: 28,
    }),
    sampleResult({
      id: 'HDR-05/pages-are-opened-by-nobody-else',
      requirements: [summaryOf('HDR-05')],
      sentence: 'pages keep no opener of another origin',
      verdict: 'warn',
      message: 'Cross-Origin-Opener-Policy is missing on GET /acme/oauth2/v1/auth → 200',
      durationMilliseconds: 9,
    }),
  ]
}

function notApplicable(): readonly TestResult[] {
  const without = { verdict: 'not-applicable', exchanges: [], durationMilliseconds: 0 } as const
  const noIntrospection = 'The server has no introspection endpoint'
  const introspection = ['INTRO-01', 'INTRO-02', 'INTRO-03', 'INTRO-04', 'INTRO-05', 'INTRO-06', 'INTRO-07', 'INTRO-08']
  return [
    ...introspection.map((id) =>
      sampleResult({
        id: `${id}/introspection`,
        requirements: [summaryOf(id)],
        sentence: summaryOf(id).statement,
        message: noIntrospection,
        ...without,
      }),
    ),
    sampleResult({
      id: 'OPS-02/replicas-behave-as-one',
      requirements: [summaryOf('OPS-02')],
      sentence: 'several replicas on one database behave as one',
      message: 'The configuration names one base URL only',
      ...without,
    }),
    sampleResult({
      id: 'LOGIN-10/sign-ins-do-not-delay-tokens',
      requirements: [summaryOf('LOGIN-10')],
      sentence: 'fifty parallel sign-ins do not delay the token endpoint',
      message: 'left out by --skip LOGIN-10',
      ...without,
      verdict: 'skipped',
    }),
  ]
}
