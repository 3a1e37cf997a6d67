import { expect, test } from 'vitest'
import { loggablePath } from './loggable-path.ts'

test.each([
  ['/acme/password/pl_0123_secret', '/acme/password…'],
  ['/acme/password/pl_0123_secret/', '/acme/password…'],
  ['/acme/PASSWORD/pl_0123_secret', '/acme/PASSWORD…'],
  ['/acme//password//pl_0123_secret', '/acme//password…'],
  ['/acme/password%2Fpl_0123_secret', '/acme/password…'],
  ['/acme/password/pl_0123\u2028secret', '/acme/password…'],
  ['/acme/pl_0123_secret', '/acme/pl_…'],
  ['/acme/change-password', '/acme/change-password'],
  ['/acme/oauth2/v1/token', '/acme/oauth2/v1/token'],
])('of %j the log shows %j', (path, shown) => {
  expect(loggablePath(path)).toBe(shown)
})
