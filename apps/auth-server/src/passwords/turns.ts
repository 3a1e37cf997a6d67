export interface Turns {
  run<T>(party: string, task: () => Promise<T>): Promise<T>
}

interface Party {
  readonly waiting: (() => void)[]
  running: number
}

/**
 * At most `limit` tasks at a time, of one party at most `perParty`. Parties that wait take turns: nobody who brings many
 * tasks makes somebody else wait for more than one of them.
 */
export function createTurns(limit: number, perParty: number): Turns {
  // Whoever was served last is behind the others.
  const parties = new Map<string, Party>()
  let running = 0

  function begin(): void {
    for (const party of parties.values()) {
      if (running >= limit) return
      const next = party.running < perParty ? party.waiting.shift() : undefined
      if (next === undefined) continue
      party.running += 1
      running += 1
      next()
    }
  }

  return {
    async run(name, task) {
      const party = parties.get(name) ?? { waiting: [], running: 0 }
      parties.set(name, party)
      const turn = new Promise<void>((resolve) => party.waiting.push(resolve))
      begin()
      await turn
      try {
        return await task()
      } finally {
        party.running -= 1
        running -= 1
        parties.delete(name)
        if (party.running > 0 || party.waiting.length > 0) parties.set(name, party)
        begin()
      }
    },
  }
}
