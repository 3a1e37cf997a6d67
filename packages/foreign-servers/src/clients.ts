/** A client of the servers, before it is told to one of them in its own words. */
export interface RegisteredClient {
  readonly clientId: string
  readonly name: string
  /** Public clients have none. */
  readonly clientSecret?: string
  readonly redirectUris: readonly string[]
  readonly scope: string
  readonly grants: readonly ('authorization_code' | 'refresh_token' | 'client_credentials')[]
  /** Whether it belongs to the house and people are not asked. */
  readonly firstParty?: boolean
  /** Seconds; the server's usual ones when left out. */
  readonly accessTokenSeconds?: number
}

const grants: RegisteredClient['grants'] = ['authorization_code', 'refresh_token']
const scope = 'profile email'

/** The clients of both servers; the secrets guard nothing. */
export const clients = {
  confidential: {
    clientId: 'timeline',
    name: 'Timeline & Friends',
    clientSecret: 'timeline-w5CMUq0nXwCqCGX2gyb1tKJ7Yl8',
    redirectUris: ['https://app.example/callback', 'https://app.example/other'],
    scope,
    grants,
  },
  secondConfidential: {
    clientId: 'second',
    name: 'Second App',
    clientSecret: 'second-8Kk2tqnVJpq0wM5v4f0tHq1n3dY',
    redirectUris: ['https://second.example/cb?keep=1&also=%20'],
    scope,
    grants,
  },
  public: {
    clientId: 'browser-app',
    name: 'Browser App',
    redirectUris: ['https://public.example/callback'],
    scope,
    grants,
  },
  native: {
    clientId: 'phone-app',
    name: 'Phone App',
    redirectUris: ['http://127.0.0.1/cb', 'http://[::1]/cb', 'com.example.phone:/cb'],
    scope,
    grants,
  },
  firstParty: {
    clientId: 'house-app',
    name: 'House App',
    clientSecret: 'house-Rr0h3bN4zUo7q3CvvDHXy9o1n1k',
    redirectUris: ['https://house.example/callback'],
    scope,
    grants,
    firstParty: true,
  },
  shortLived: {
    clientId: 'brief-app',
    name: 'Brief App',
    clientSecret: 'brief-3cK6W9m0n2bqkP6sJ1s7Qm1y9aU',
    redirectUris: ['https://brief.example/callback'],
    scope,
    grants,
    firstParty: true,
    accessTokenSeconds: 3,
  },
  clientCredentials: {
    clientId: 'night-job',
    name: 'Night Job',
    clientSecret: 'night-U2n7yq6bW0eD8bHc4t5x1vL3kzQ',
    redirectUris: [],
    scope: 'profile jobs',
    grants: ['client_credentials'],
  },
} as const satisfies Readonly<Record<string, RegisteredClient>>

export const scopes = ['profile', 'email', 'jobs'] as const

export const user = { username: 'ada@example.org', password: 'correct horse battery staple' } as const
