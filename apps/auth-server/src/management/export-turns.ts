import { createSemaphore } from '../passwords/semaphore.ts'

const MOST = 8
// Half of them: no tenant keeps all others waiting, or learns that there are others.
const MOST_OF_A_TENANT = 4

/** An export looks at all events of the hub. One at a time leaves room for everybody else; so many may wait for their turn. */
export class ExportTurns {
  readonly #turns = createSemaphore(1)
  readonly #ofTenants = new Map<string, number>()

  /** null: too many are made or wait already. */
  async take<T>(tenantId: string, task: () => Promise<T>): Promise<T | null> {
    const before = this.#ofTenants.get(tenantId) ?? 0
    if (this.#turns.size >= MOST || before >= MOST_OF_A_TENANT) return null
    this.#ofTenants.set(tenantId, before + 1)
    try {
      return await this.#turns.run(task)
    } finally {
      const left = (this.#ofTenants.get(tenantId) ?? 1) - 1
      if (left === 0) this.#ofTenants.delete(tenantId)
      else this.#ofTenants.set(tenantId, left)
    }
  }
}
