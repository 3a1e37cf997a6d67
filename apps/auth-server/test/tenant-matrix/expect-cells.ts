import { expect } from 'vitest'
import type { Answer, Ask } from './ask.ts'
import { comparable } from './comparable.ts'
import { CARRIED_TOGETHER, carry, type Entry } from './entry.ts'
import type { Holder } from './holder.ts'
import { unknownLike, type Credential, type Kind, type Values } from './values.ts'

/** A tenant that is asked, and others whose values come there. */
export interface Sides {
  readonly ask: Ask
  readonly at: Holder
  readonly others: readonly Holder[]
  /** Whether a value is good there as well: administrators of the hub reach every tenant. */
  readonly reaches: (other: Holder, kind: Kind) => boolean
  /** Also lets through what needs values of its own to spend: those cost more than all the rest. */
  readonly spends: boolean
}

/**
 * Each value of another tenant that the endpoint looks at, beside values of its own that are right: it is answered as one
 * that nobody has. Then all of them at once. At last each tenant's own are let through, so that they were right.
 * Returns how many cells of the matrix that were.
 */
export async function expectForeignRefused({ ask, at, others, reaches, spends }: Sides, entry: Entry): Promise<number> {
  const { alike = {}, looksAt, send, spend } = entry
  const now = at.administration.now()
  const holdings = await Promise.all(others.map(async (other) => ({ other, foreign: await valuesOf(entry, other) })))
  const answerTo = async (base: Values, values: Partial<Values>) => {
    const sent = { ...base, ...values }
    const answer = await ask(at.slug, send(at.slug, sent))
    for (const { other } of holdings) expectNothingOf(other, answer, sent)
    return comparable(answer, sent)
  }

  const base = await valuesOf(entry, at)
  const refused = new Map<Kind, unknown>()
  let cells = 0
  for (const kind of looksAt) {
    // A lost session moves an interaction back, and what is let through spends what it was let through with.
    const next = () => (kind === 'session' || alike[kind] !== undefined ? valuesOf(entry, at) : base)
    const unknown = await answerTo(await next(), { [kind]: unknownLike(foreignOf(base, kind), now) })
    refused.set(kind, unknown)
    for (const { other, foreign } of holdings)
      if (!reaches(other, kind)) {
        const answer = await answerTo(await next(), { [kind]: foreignOf(foreign, kind) })
        expect(answer, `the ${kind} of ${other.slug}`).toEqual(unknown)
        cells += 1
      }
  }
  // The twin stays: with the other's secret it is the app that a confused server would take for its own.
  const together = looksAt.filter((kind) => kind !== 'client-id')
  const answerToAll = (value: (kind: Kind) => string) =>
    answerTo(base, Object.fromEntries(together.map((kind) => [kind, value(kind)])))
  const made = (kind: Kind) => unknownLike(base[kind], now)
  const nothing = together.length > 1 ? await answerToAll(made) : refused.values().next().value
  for (const { other, foreign } of holdings)
    if (together.some((kind) => reaches(other, kind))) {
      const answer = await answerToAll((kind) => (reaches(other, kind) ? foreign[kind] : made(kind)))
      expect(answer, `what reaches here from ${other.slug}`).not.toEqual(nothing)
    } else if (together.length > 1)
      expect(await answerToAll((kind) => foreign[kind]), `all of ${other.slug}`).toEqual(nothing)

  if (spends || spend === undefined) await expectOwnAccepted(ask, entry, at, base, refused)
  // The very values that were refused. Only those that are spent would have to be others.
  for (const { other, foreign } of holdings)
    if (spend === undefined) await expectOwnAccepted(ask, entry, other, foreign, new Map())
  return cells
}

async function expectOwnAccepted(
  ask: Ask,
  { alike = {}, accepted, prepare, send, spend }: Entry,
  holder: Holder,
  values: Values,
  refused: ReadonlyMap<Kind, unknown>,
): Promise<void> {
  const own = { ...values, ...(await (spend ?? (refused.size > 0 ? prepare : undefined))?.(holder)) }
  const sent = send(holder.slug, own)
  // Tenants are administered at `hub` alone.
  if (!sent.path.split('/').includes(holder.slug)) return
  const answer = await ask(holder.slug, sent)
  const isAccepted = accepted === undefined ? answer.status < 400 : answer.status === accepted
  expect(isAccepted, `all its own at ${holder.slug}: ${answer.status} ${answer.body}`).toBe(true)
  for (const [kind, answered] of refused)
    if (alike[kind] === undefined) expect(comparable(answer, own), `its own ${kind}`).not.toEqual(answered)
    else expect(statusOf(answered), `its own ${kind}: ${alike[kind]}`).toBe(answer.status)
}

/**
 * What the endpoint does not look at opens nothing: neither the tenant's own, nor another's, nor unknown ones. Returns
 * how many cells of the matrix that were.
 */
export async function expectIgnored(
  { ask, at, others: [other] }: Sides,
  entry: Entry,
  looksAt: readonly Kind[],
): Promise<number> {
  const now = at.administration.now()
  const groups = CARRIED_TOGETHER.map((group) => group.filter((credential) => !looksAt.includes(credential)))
  await Promise.all(
    groups
      .filter(({ length }) => length > 0)
      .map(async (group) => {
        const answerTo = async (values: (credential: Credential) => string) => {
          const bare = nobody(at.values, now)
          const carried = Object.fromEntries(group.map((credential) => [credential, values(credential)]))
          const answer = await ask(at.slug, carry(entry.send(at.slug, bare), carried))
          return comparable(answer, { ...bare, ...carried })
        }
        const unknown = await answerTo((credential) => unknownLike(at.values[credential], now))
        for (const { slug, values } of other === undefined ? [at] : [at, other]) {
          const answer = await answerTo((credential) => foreignOf(values, credential))
          expect(answer, `${group.join(', ')} of ${slug}`).toEqual(unknown)
        }
      }),
  )
  return groups.flat().length
}

async function valuesOf({ prepare }: Entry, holder: Holder): Promise<Values> {
  return { ...holder.values, ...(await prepare?.(holder)) }
}

/** Each time another one, so that nobody's guesses are counted for somebody else's. */
function nobody(values: Values, now: number): Values {
  const unknown = Object.entries(values).map(([kind, value]) => [kind, unknownLike(value, now)])
  // The same kinds.
  return { ...(Object.fromEntries(unknown) as Values), 'client-id': unknownLike(values.user_id, now) }
}

/** All tenants have the twin, so a client of one alone stands for its clients. */
function foreignOf(values: Values, kind: Kind): string {
  return values[kind === 'client-id' ? 'client_id' : kind]
}

function expectNothingOf({ values }: Holder, answer: Answer, sent: Values): void {
  const known = new Set<string>(Object.values(sent))
  const text = JSON.stringify(answer)
  const told = Object.entries(values).filter(
    ([, value]) => value.length > 8 && !known.has(value) && text.includes(value),
  )
  expect(told, 'what another tenant has').toEqual([])
}

function statusOf(answer: unknown): unknown {
  return (answer as { readonly status: number }).status // Made by `comparable`.
}
