import { setTimeout as delay } from 'node:timers/promises'
import { DatabaseError, Pool, type PoolClient } from 'pg'
import { type Connection, openConnection } from './connection.ts'
import { beforeDeadline } from './deadline.ts'
import { now, PATIENCE_MILLISECONDS } from './patience.ts'
import { ConnectionLostError, isCrowdedOut, isLost, isReadOnly, isSilent, isStarting } from './postgres-error.ts'
import { newSessionSettings } from './session-settings.ts'
import { createTurns } from './turns.ts'
import { getTypeParser } from './type-parsers.ts'

export interface Session extends Connection {
  /** Tells this session from any other that the database knows. */
  readonly tag: string
}

export interface UseOptions {
  /** For each statement, and for a new session. */
  readonly patienceMilliseconds?: number
  /** Does not wait for its turn. */
  readonly isUrgent?: boolean
}

export interface Connections {
  /** Lends a session. Errors: ConnectionLostError, DeadlinePassedError, what the database says, what the work throws. */
  use<T>(work: (session: Session) => Promise<T>, options?: UseOptions): Promise<T>
  /** The caller has waited for what is under way. */
  close(): Promise<void>
}

/** More than a few only queue in another place: on the server, in front of its processors and its log. */
const MAX_SESSIONS = 10
const MAX_URGENT_SESSIONS = 4
const IDLE_MILLISECONDS = 60_000
const ASK_AGAIN_MILLISECONDS = 25
const RENEW_EVERY_MILLISECONDS = 1_000

export function createConnections(databaseUrl: string): Connections {
  const tags = new WeakMap<PoolClient, string>()
  const turns = createTurns(MAX_SESSIONS)
  let pool = openPool()
  let renewedAt = -Infinity
  let closing: Promise<void> | null = null

  function openPool(): Pool {
    const opened = new Pool({
      connectionString: databaseUrl,
      max: MAX_SESSIONS + MAX_URGENT_SESSIONS,
      connectionTimeoutMillis: PATIENCE_MILLISECONDS,
      idleTimeoutMillis: IDLE_MILLISECONDS,
      keepAlive: true,
      allowExitOnIdle: true,
      types: { getTypeParser },
    })
    // Of an idle session that ended: the pool has let go of it already.
    opened.on('error', () => {})
    return opened
  }

  // A server that is silent, or that was replaced, may have left more sessions that only look alive.
  function renew(): void {
    if (closing !== null || now() - renewedAt < RENEW_EVERY_MILLISECONDS) return
    renewedAt = now()
    const old = pool
    pool = openPool()
    old.end().catch(() => {})
  }

  async function connect(patienceMilliseconds: number): Promise<PoolClient> {
    const deadline = now() + patienceMilliseconds
    for (;;) {
      const connecting = pool.connect()
      try {
        return await beforeDeadline(connecting, deadline - now())
      } catch (error) {
        // It may still come.
        void connecting.then(
          (client) => client.release(),
          () => {},
        )
        if (isSilent(error)) throw error
        if (!(error instanceof DatabaseError)) throw new ConnectionLostError(error)
        if (!isStarting(error) || now() + ASK_AGAIN_MILLISECONDS >= deadline) throw error
        await delay(ASK_AGAIN_MILLISECONDS)
      }
    }
  }

  async function openSession(client: PoolClient, patienceMilliseconds: number): Promise<Session> {
    const connection = openConnection(client, patienceMilliseconds)
    const known = tags.get(client)
    if (known !== undefined) return { ...connection, tag: known }
    const { sql, tag } = newSessionSettings()
    await connection.execute(sql)
    tags.set(client, tag)
    return { ...connection, tag }
  }

  async function lend<T>(work: (session: Session) => Promise<T>, patienceMilliseconds: number): Promise<T> {
    const client = await connect(patienceMilliseconds)
    let isBroken = false
    const onError = (): void => {
      isBroken = true
    }
    client.on('error', onError)
    try {
      return await work(await openSession(client, patienceMilliseconds))
    } catch (error) {
      const failure = isBroken && !isSilent(error) ? new ConnectionLostError(error) : error
      isBroken ||= isSilent(error) || isLost(error)
      throw failure
    } finally {
      client.off('error', onError)
      // A session in the middle of a transaction is of no use to anybody else.
      client.release(isBroken || client.getTransactionStatus() !== 'I')
    }
  }

  async function use<T>(
    work: (session: Session) => Promise<T>,
    { patienceMilliseconds = PATIENCE_MILLISECONDS, isUrgent = false }: UseOptions = {},
  ): Promise<T> {
    for (;;) {
      const endTurn = isUrgent ? null : await turns.take()
      try {
        return await lend(work, patienceMilliseconds)
      } catch (error) {
        const isCrowded = isCrowdedOut(error)
        // The server has no room for all of ours: fewer will do.
        if (isCrowded && !isUrgent && turns.narrow()) continue
        if (!isCrowded && (isLost(error) || isSilent(error) || isReadOnly(error))) renew()
        // Those who wait would only find out the same, later.
        if (isCrowded || isSilent(error)) turns.dismiss(error)
        throw error
      } finally {
        endTurn?.()
      }
    }
  }

  return { use, close: () => (closing ??= pool.end()) }
}
