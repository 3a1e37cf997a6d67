import { describe, test } from '../run/cases.ts'
import { expect } from '../run/expect.ts'
import type { Exchange } from '../http/exchange.ts'
import type { RequestOptions, Send } from '../http/send.ts'
import type { Kit } from '../kit.ts'
import { drawSeed } from '../run/recording.ts'
import { createMadeUpRequests } from './made-up-requests.ts'
import { createRandom } from './random.ts'

const sideBySide = 50
const patienceMilliseconds = 2000
// What is kept is looked through for its headers at the end; a full fuzz would not fit into memory.
const mostKept = 2000
const perRequestMilliseconds = 20

/** Requests made up from the document and the run's seed. */
export function fuzz(kit: Kit): void {
  const { fuzz: count } = kit.target

  describe('Made-up requests', () => {
    const timeout = 60_000 + count * perRequestMilliseconds
    test(
      `OPS-06: ${count} requests made up from the document give no 5xx and no answer later than two seconds`,
      { policy: false, timeout },
      async () => {
        const { document, examples, transcript, target } = kit
        const clients = Object.values(target.clients)
        const next = createMadeUpRequests({
          document,
          examples: examples.all,
          url: (operationId) => (kit.serves(operationId) ? kit.url(operationId) : null),
          known: {
            client_id: clients.map(({ clientId }) => clientId),
            redirect_uri: kit.othersThan({ clientId: '' }).flatMap(({ redirectUris }) => redirectUris),
          },
          random: createRandom(drawSeed()),
        })
        for (let sent = 0; sent < count; sent += sideBySide) {
          const send = sent < mostKept ? transcript.sendMadeUp : transcript.sendUnseen
          const batch = Array.from({ length: Math.min(sideBySide, count - sent) }, next)
          const faults = await Promise.all(batch.map((request) => fault(send, request)))
          expect(faults.filter((one) => one !== null)).toEqual([])
        }
        expect(
          (await kit.send({ url: kit.authorizationUrl(target.clients.firstParty) })).status,
          'afterwards',
        ).toBeLessThan(400)
      },
    )
  })
}

/** What is wrong with the answer; null: nothing. */
async function fault(send: Send, request: RequestOptions) {
  const answer = await send({ ...request, timeoutMilliseconds: 10 * patienceMilliseconds }).catch(messageOf)
  if (typeof answer !== 'string' && answer.status < 500 && answer.durationMilliseconds <= patienceMilliseconds)
    return null
  return { ...request, answer: typeof answer === 'string' ? answer : describeAnswer(answer) }
}

function describeAnswer({ status, durationMilliseconds }: Exchange): string {
  return `${status} after ${Math.round(durationMilliseconds)} ms`
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
