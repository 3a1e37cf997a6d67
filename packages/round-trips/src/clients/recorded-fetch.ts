import type { Reply } from '../exchange.ts'

/** A `fetch` that keeps what arrived, for clients that show less of it. */
export class RecordedFetch {
  #last: Promise<Reply> | undefined

  readonly fetch: typeof fetch = async (input, init) => {
    const response = await fetch(input, init)
    this.#last = replyOf(response.clone())
    return response
  }

  reply(): Promise<Reply> {
    if (!this.#last) throw new Error('The client has sent nothing.')
    return this.#last
  }
}

export async function replyOf(response: Response): Promise<Reply> {
  const bytes = Buffer.from(await response.arrayBuffer())
  return { status: response.status, headers: response.headers, bytes }
}
