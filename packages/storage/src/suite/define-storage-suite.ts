import { describe, onTestFinished } from 'vitest'
import { accessTokenTests } from './concerns/access-tokens.ts'
import { accessTests } from './concerns/access.ts'
import { accountChangeTests } from './concerns/account-changes.ts'
import { accountListTests } from './concerns/account-lists.ts'
import { accountTests } from './concerns/accounts.ts'
import { clientChangeTests } from './concerns/client-changes.ts'
import { clientTests } from './concerns/clients.ts'
import { codeExchangeTests } from './concerns/code-exchange.ts'
import { consentTests } from './concerns/consents.ts'
import { decisionTests } from './concerns/decisions.ts'
import { durabilityTests } from './concerns/durability.ts'
import { endedTests } from './concerns/ended-clients-and-tenants.ts'
import { eventHousekeepingTests } from './concerns/event-housekeeping.ts'
import { eventListTests } from './concerns/event-lists.ts'
import { eventTests } from './concerns/events.ts'
import { fenceTests } from './concerns/fences.ts'
import { historyTests } from './concerns/histories.ts'
import { idempotencyTests } from './concerns/idempotency.ts'
import { interactionTests } from './concerns/interactions.ts'
import { isolationTests } from './concerns/isolation.ts'
import { parallelTests } from './concerns/parallel.ts'
import { passwordLinkTests } from './concerns/password-links.ts'
import { purgeTests } from './concerns/purge.ts'
import { purgeUnderLoadTests } from './concerns/purge-under-load.ts'
import { refreshTests } from './concerns/refresh.ts'
import { restoreTests } from './concerns/restore.ts'
import { revocationTests } from './concerns/revocation.ts'
import { rightsTests } from './concerns/rights.ts'
import { roleTests } from './concerns/roles.ts'
import { scopeChangeTests } from './concerns/scope-changes.ts'
import { sessionTests } from './concerns/sessions.ts'
import { signInTests } from './concerns/sign-in.ts'
import { tenantTests } from './concerns/tenants.ts'
import { throttleTests } from './concerns/throttles.ts'
import { twoProcessTests } from './concerns/two-processes.ts'
import type { OpenFresh } from './storage-under-test.ts'
import { makeWorld, type OpenWorld } from './world.ts'

/**
 * What every driver promises, as vitest tests. Call it in a test file of the driver.
 * @param name the driver's, for the report
 * @param openFresh opens a storage over a database that nobody else uses
 */
export function defineStorageSuite(name: string, openFresh: OpenFresh): void {
  const openWorld: OpenWorld = async () => {
    const under = await openFresh()
    onTestFinished(() => under.dispose())
    return makeWorld(under)
  }
  const concerns = {
    tenants: tenantTests,
    clients: clientTests,
    'client changes': clientChangeTests,
    'scope changes': scopeChangeTests,
    idempotency: idempotencyTests,
    'roles and scopes': roleTests,
    rights: rightsTests,
    accounts: accountTests,
    'lists of accounts': accountListTests,
    'changes of accounts': accountChangeTests,
    'password links': passwordLinkTests,
    sessions: sessionTests,
    interactions: interactionTests,
    'sign-in': signInTests,
    decisions: decisionTests,
    consents: consentTests,
    'code exchange': codeExchangeTests,
    refresh: refreshTests,
    'access tokens': accessTokenTests,
    revocation: revocationTests,
    fences: fenceTests,
    'clients and tenants that end': endedTests,
    throttles: throttleTests,
    'access, and taking it away': accessTests,
    events: eventTests,
    'lists of events': eventListTests,
    'counts, retention and erasure of events': eventHousekeepingTests,
    purge: purgeTests,
    'purge under load': purgeUnderLoadTests,
    'tenant isolation': isolationTests,
    'parallel requests': parallelTests,
    'two processes': twoProcessTests,
    durability: durabilityTests,
    restore: restoreTests,
    'generated histories': historyTests,
  }
  // oxlint-disable-next-line vitest/valid-title -- the driver says what it is called
  describe(name, () => {
    describe.each(Object.entries(concerns))('%s', (_concern, define) => {
      define(openWorld)
    })
  })
}
