import { describe, expect } from 'vitest'
import { consumerOrigin, startConsumer } from '../house/consumer.ts'
import { freePort } from '../house/free-port.ts'
import { managementOf } from '../house/management.ts'
import { test } from '../visiting/browser-test.ts'
import { signInAtConsumer, signInLink } from '../visiting/consumer-pages.ts'
import { denyButton, signIn } from '../visiting/hub-pages.ts'
import { expectFinished } from './expect-finished.ts'

describe('the consumer’s pages', () => {
  test('signed out, and after access was denied', async ({ visitor: { page }, house, person }) => {
    await page.goto(house.consumerOrigin)
    await expectFinished(page, 'consumer-signed-out')
    await signInLink(page).click()
    await signIn(page, person)
    await denyButton(page).click()
    await page.getByText('You did not give this app access.').waitFor()
    await expectFinished(page, 'consumer-denied')
  })

  test('signed in, the timeline, the end of access, and after signing out', async ({
    visitor: { page },
    house: { administrator, consumerOrigin: origin },
    person,
  }) => {
    await signInAtConsumer(page, origin, person)
    await expectFinished(page, 'consumer-signed-in')
    await page.goto(`${origin}/timeline`)
    await expectFinished(page, 'consumer-timeline')

    await managementOf(administrator).blockUser({ path: { user_id: person.id } })
    await page.goto(origin)
    await page.getByText('The hub ended this app’s access.').waitFor()
    await expectFinished(page, 'consumer-access-ended')
    await page.goto(`${origin}/timeline`)
    await expectFinished(page, 'consumer-timeline-ended')

    await page.goto(origin)
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByText('You are signed out.').waitFor()
    await expectFinished(page, 'consumer-after-sign-out')
  })

  test('errors', async ({ visitor: { page }, house: { consumerOrigin: origin } }) => {
    for (const [name, path, status] of [
      ['not-found', '/nowhere', 404],
      ['wrong-method', '/sign-out', 405],
      ['foreign-response', '/callback?code=forged&state=forged', 400],
    ] as const) {
      const answer = await page.goto(`${origin}${path}`)
      expect([name, answer?.status()]).toEqual([name, status])
      await expectFinished(page, `consumer-error-${name}`)
    }
  })

  test('while the hub is away', async ({ openVisitor, house: { folder } }) => {
    const [port, nobody] = [await freePort(), await freePort()]
    const program = await startConsumer({
      folder,
      name: 'lonely-consumer',
      port,
      issuer: `http://localhost:${nobody}/acme`,
      client: { clientId: 'consumer', clientSecret: 'of-no-use' },
      jobSeconds: 3600,
    })
    try {
      const { page } = await openVisitor({ alsoVisits: [consumerOrigin(port)] })
      await page.goto(consumerOrigin(port))
      await page.getByText('The hub is away.').waitFor()
      await expectFinished(page, 'consumer-hub-away')
      const answer = await page.goto(`${consumerOrigin(port)}/sign-in`)
      expect(answer?.status()).toBe(503)
      await expectFinished(page, 'consumer-error-hub-away')
    } finally {
      await program.stop()
    }
  })
})
