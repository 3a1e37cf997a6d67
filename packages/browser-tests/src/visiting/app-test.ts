import { authorizationUrl } from '../house/authorization-url.ts'
import { house } from '../house/house.ts'
import { registerClient } from '../house/registration.ts'
import { startSite } from '../house/site.ts'
import { test as browserTest } from './browser-test.ts'

/**
 * With `printer`, a client whose redirect URI is a site that only writes down what reaches it: what a client sees.
 * `responses()` are the authorization responses so far, of all tests of the file.
 */
export const test = browserTest
  // oxlint-disable-next-line no-empty-pattern -- vitest reads the names of what a fixture needs off this pattern.
  .extend('printer', { scope: 'file' }, async ({}, { onCleanup }) => {
    const { administrator, issuer } = house()
    const site = await startSite('localhost')
    onCleanup(() => site[Symbol.asyncDispose]())
    const redirectUri = `${site.origin}/cb`
    const { clientId } = await registerClient(administrator, {
      name: 'Photo Printer',
      redirectUri,
      scopes: ['profile', 'photos.read'],
      new_scopes: [{ name: 'photos.read', description: { en: 'See and download your photos' } }],
    })
    return {
      origin: site.origin,
      redirectUri,
      requests: site.requests,
      responses: () => site.queriesOf('/cb'),
      authorizationUrl: (more: Readonly<Record<string, string>> = {}) =>
        authorizationUrl(issuer, { clientId, redirectUri }, more),
    }
  })
  .extend('visitor', ({ openVisitor, printer }) => openVisitor({ alsoVisits: [printer.origin] }))
