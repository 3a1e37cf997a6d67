import type { HubEvent, Id } from '@identity-hub/core'
import { createRefusalBuffer, type Refusal } from '../refusal-buffer.ts'
import type { Connections, Session } from './connections.ts'
import { writeRefusals } from './events.ts'

export interface RefusalWriter {
  add(tenantId: Id, event: HubEvent): void
  dropped(): number
  /** Writes what is kept within a transaction that is about to be committed. What is wrong with it harms nobody else. */
  join(session: Session): Promise<readonly Refusal[]>
  /** That transaction was not committed. */
  giveBack(refusals: readonly Refusal[]): void
  /** Writes what is kept, and waits for what is being written. */
  flush(): Promise<void>
}

export function createRefusalWriter(connections: Connections): RefusalWriter {
  const buffer = createRefusalBuffer(() => void flush())
  let writing: Promise<void> = Promise.resolve()

  function flush(): Promise<void> {
    const taken = buffer.take()
    if (taken.length > 0) writing = writing.then(() => write(taken))
    return writing
  }

  async function write(taken: readonly Refusal[]): Promise<void> {
    try {
      await connections.use((session) => writeRefusals(session, taken))
    } catch {
      buffer.drop(taken)
    }
  }

  async function join(session: Session): Promise<readonly Refusal[]> {
    const taken = buffer.take()
    if (taken.length === 0) return taken
    await session.execute('SAVEPOINT refusals')
    try {
      await writeRefusals(session, taken)
      return taken
    } catch {
      buffer.drop(taken)
      await session.execute('ROLLBACK TO refusals')
      return []
    }
  }

  return { add: buffer.add, dropped: buffer.dropped, giveBack: buffer.giveBack, join, flush }
}
