import { StorageUnavailableError } from '@identity-hub/core'

export interface Group<Input, Outcome> {
  readonly ask: (input: Input) => Promise<Outcome>
}

interface Request<Input, Outcome> {
  readonly input: Input
  readonly resolve: (outcome: Outcome | PromiseLike<Outcome>) => void
  readonly reject: (error: unknown) => void
}

const MAX_BATCH = 64
const MAX_WAITING = 10_000

/** While the database works for one batch, this process prepares the next: with one alone, each waits for the other. */
const MAX_UNDER_WAY = 2
/** Fewer than this are not worth a second statement at the same time: they wait for the first one's end. */
const WORTH_A_SECOND = 4

/**
 * A round trip and a flush to the disk cost the same for one request as for thirty. What asks while statements are under
 * way makes up the next one, so that a busy hub shares each among many requests and a quiet one waits for nobody.
 * @param answer gets at least one request, and answers each of them, or rejects. An outage is told to those who wait,
 * too: they would only find out the same, later.
 */
export function createGroup<Input, Outcome>(
  answer: (requests: readonly Request<Input, Outcome>[]) => Promise<void>,
): Group<Input, Outcome> {
  const waiting: Request<Input, Outcome>[] = []
  let underWay = 0
  let isSoon = false

  function begin(): void {
    isSoon = false
    while (underWay === 0 ? waiting.length > 0 : underWay < MAX_UNDER_WAY && waiting.length >= WORTH_A_SECOND) {
      underWay += 1
      void run(waiting.splice(0, MAX_BATCH))
    }
  }

  async function run(batch: readonly Request<Input, Outcome>[]): Promise<void> {
    try {
      await answer(batch)
    } catch (error) {
      const isOutage = error instanceof StorageUnavailableError
      for (const { reject } of isOutage ? [...batch, ...waiting.splice(0)] : batch) reject(error)
    }
    underWay -= 1
    begin()
  }

  return {
    ask: (input) =>
      new Promise((resolve, reject) => {
        if (waiting.length >= MAX_WAITING) return reject(new StorageUnavailableError('too many requests are waiting'))
        waiting.push({ input, resolve, reject })
        if (isSoon || underWay === MAX_UNDER_WAY) return
        isSoon = true
        // What else arrives in this turn of the event loop joins.
        setImmediate(begin)
      }),
  }
}

/** Reads of the same kind share a statement, and those of the same thing share its answer. */
export function createReadGroup<Input, Outcome>(
  keyOf: (input: Input) => string,
  readAll: (inputs: readonly Input[]) => Promise<readonly Outcome[]>,
): Group<Input, Outcome> {
  return createGroup<Input, Outcome>(async (requests) => {
    const places = new Map<string, number>()
    const wanted: Input[] = []
    const placeOf = requests.map(({ input }) => {
      const key = keyOf(input)
      const place = places.get(key) ?? wanted.push(input) - 1
      places.set(key, place)
      return place
    })
    const outcomes = await readAll(wanted)
    requests.forEach(({ resolve, reject }, index) => {
      const outcome = outcomes[placeOf[index] ?? -1]
      if (outcome === undefined) reject(new Error('a question of a batch was not answered'))
      else resolve(outcome)
    })
  })
}

export interface WriteGroupOptions<Input, Outcome> {
  /** Tells what two requests cannot both have. */
  readonly keyOf: (input: Input) => string
  /** Answers in the same order; null: not with this statement. */
  readonly writeAll: (inputs: readonly Input[]) => Promise<readonly (Outcome | null)[]>
  readonly writeAlone: (input: Input) => Promise<Outcome>
}

/**
 * Writes of the same kind share a statement, which does the plain success of those that can have it. Each of the others
 * is then looked at alone: what became of it is its own, and nobody else waits for it.
 */
export function createWriteGroup<Input, Outcome>({
  keyOf,
  writeAll,
  writeAlone,
}: WriteGroupOptions<Input, Outcome>): Group<Input, Outcome> {
  return createGroup<Input, Outcome>(async (requests) => {
    // Of several that want the same row, the first may have it.
    const taken = new Set<string>()
    const firsts = requests.filter(({ input }) => !taken.has(keyOf(input)) && taken.add(keyOf(input)))
    const outcomes = await writeAll(firsts.map(({ input }) => input)).catch((error: unknown) => {
      if (error instanceof StorageUnavailableError) throw error
      // One of them broke a constraint. Alone, each will tell.
      return []
    })
    const won = new Map(firsts.map((request, index) => [request, outcomes[index] ?? null]))
    // Those that are looked at alone are not waited for: the next statement may begin meanwhile.
    for (const request of requests) request.resolve(won.get(request) ?? writeAlone(request.input))
  })
}
