import type { Context } from 'koa'
import type { Reading, SecurityPlan } from './plan-security.ts'
import { type RefusedReading, refuseCredentials } from './refuse-credentials.ts'
import { readCredentials } from './read-credentials.ts'
import { isRefusal } from './security-refusal.ts'
import type { SecurityFailure } from './security-type.ts'

export type CheckedSecurity =
  | { readonly ok: true; readonly value: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly failure: SecurityFailure }

/** Credentials that were sent, under one reading, and what became of them so far. */
interface Sent {
  readonly reading: Reading
  readonly credentials: object
  outcome?: { readonly granted: true; readonly principal: unknown } | ({ readonly granted: false } & RefusedReading)
}

/**
 * Who calls, or why not. Of the alternatives one suffices, of one alternative all schemes are needed.
 *
 * What stands in one place of a request may have several readings: a token under two bearer schemes, or under one scheme
 * with different scopes. It is good when one of them grants it, and wrong when all of them refuse it, or cannot even read
 * it. Wrong credentials end the request, whatever else was sent or would do without them: they never fall through to an
 * alternative that reads another place, nor to `{}`, which is for requests that sent none of the declared credentials. Of
 * several refusals one with 403 is told, since it knows the caller. An Authorization field in a scheme that the operation
 * does not name counts as not sent.
 *
 * Handlers are asked in the document's order, each at most once for the same scopes, and no longer than it takes to know
 * one alternative that is granted and that nothing else that was sent is wrong.
 */
export async function checkSecurity(plan: SecurityPlan, ctx: Context, context: unknown): Promise<CheckedSecurity> {
  const sent = readAll(plan, ctx)
  const places = [...Map.groupBy(sent.values(), ({ reading }) => reading.place).values()]
  const ask: Ask = (one) => isGranted(one, plan.operationId, context)

  // Nobody is asked when something is malformed under all of its readings.
  const granted = places.some(isWrong) ? undefined : await findGranted(plan, sent, places, ask)
  // What the alternative did without must not be wrong either.
  const wrong = places.find(isWrong) ?? (await findWrong(places, ask))
  if (wrong) return refused(plan, wrong)
  if (granted) return { ok: true, value: principalsOf(granted) }
  const isOptional = plan.alternatives.some((alternative) => alternative.length === 0)
  return sent.size === 0 && isOptional ? { ok: true, value: {} } : refused(plan, [...sent.values()])
}

type Ask = (sent: Sent) => Promise<boolean>
type Place = readonly Sent[]

function readAll({ readings }: SecurityPlan, ctx: Context): ReadonlyMap<Reading, Sent> {
  const sent = new Map<Reading, Sent>()
  for (const reading of readings) {
    const credentials = readCredentials(reading, ctx)
    if (credentials === 'malformed') {
      const outcome = { granted: false, reading, status: 401, reason: 'malformed' } as const
      sent.set(reading, { reading, credentials: {}, outcome })
    } else if (credentials) {
      sent.set(reading, { reading, credentials })
    }
  }
  return sent
}

function isWrong(place: Place): boolean {
  return place.every(({ outcome }) => outcome?.granted === false)
}

/** The first alternative that has all that it needs, unless something wrong turns up on the way. */
async function findGranted(
  { alternatives }: SecurityPlan,
  sent: ReadonlyMap<Reading, Sent>,
  places: readonly Place[],
  ask: Ask,
): Promise<readonly Sent[] | undefined> {
  for (const alternative of alternatives) {
    const needed = alternative.flatMap((reading) => sent.get(reading) ?? [])
    if (needed.length === 0 || needed.length < alternative.length) continue
    if (await everyGranted(needed, ask)) return needed
    if (places.some(isWrong)) return undefined
  }
  return undefined
}

async function everyGranted(needed: readonly Sent[], ask: Ask): Promise<boolean> {
  for (const one of needed) if (!(await ask(one))) return false
  return true
}

async function findWrong(places: readonly Place[], ask: Ask): Promise<Place | undefined> {
  for (const place of places) {
    if (place.some(({ outcome }) => outcome?.granted)) continue
    for (const one of place) if (await ask(one)) break
    if (isWrong(place)) return place
  }
  return undefined
}

async function isGranted(sent: Sent, operationId: string, context: unknown): Promise<boolean> {
  const { reading, credentials } = sent
  sent.outcome ??= outcomeOf(
    reading,
    await reading.ask({ ...credentials, scopes: reading.scopes, operationId, context }),
  )
  return sent.outcome.granted
}

/** Granting what a handler answers when it found nobody would be dangerous, so null and false refuse like undefined. */
function outcomeOf(reading: Reading, answer: unknown): Sent['outcome'] & object {
  if (answer === undefined || answer === null || answer === false) {
    return { granted: false, reading, status: 401, reason: 'refused' }
  }
  if (!isRefusal(answer)) return { granted: true, principal: answer }
  const { status, challenge, message } = answer
  return { granted: false, reading, reason: 'refused', status, challenge, message }
}

function principalsOf(granted: readonly Sent[]): Record<string, unknown> {
  return Object.fromEntries(
    granted.map(({ reading, outcome }) => [reading.scheme, outcome?.granted ? outcome.principal : undefined]),
  )
}

function refused(plan: SecurityPlan, sent: readonly Sent[]): CheckedSecurity {
  const refusals = sent.flatMap(({ outcome }) => (outcome?.granted === false ? [outcome] : []))
  return { ok: false, failure: refuseCredentials(plan, refusals) }
}
