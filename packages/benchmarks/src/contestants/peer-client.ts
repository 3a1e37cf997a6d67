/** The one client of each peer, and how long what it gets lives: as in the hub. */
export const peerClient = {
  clientId: 'client-0123456789',
  clientSecret: 'benchmark-secret-0123456789-0123456789-0123456789',
  redirectUri: 'https://app.example/callback',
  scope: 'profile email',
} as const

export const lifetimes = {
  codeSeconds: 60,
  accessTokenSeconds: 3_600,
  refreshTokenSeconds: 30 * 86_400,
  grantSeconds: 180 * 86_400,
  sessionSeconds: 7 * 86_400,
} as const

/** Signed-in browsers of each contestant. */
export const BROWSERS = 32
