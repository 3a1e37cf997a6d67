import type { FurnishedHub, TokenAnswer } from './furnished-hub.ts'

/** A code, and the refresh tokens that followed it, as a client knows them. */
interface Family {
  readonly code: string
  refreshToken: string | undefined
}

/** Clients that exchange a code and refresh without a pause, and remember all that they were told. */
export interface TokenLoad {
  readonly answers: readonly TokenAnswer[]
  /** Of all 200 answers. */
  readonly accessTokens: readonly string[]
  /** Resolves at the first answer of which it is true. */
  until(isTrue: (answer: TokenAnswer) => boolean): Promise<TokenAnswer>
  /** Asks for nothing more, and waits for what was asked. */
  stop(): Promise<void>
  /** Once more for each: exchanges what was not exchanged, and refreshes the rest. */
  finish(): Promise<readonly TokenAnswer[]>
}

export function startTokenLoad(hub: FurnishedHub, codes: readonly string[]): TokenLoad {
  const answers: TokenAnswer[] = []
  const accessTokens: string[] = []
  const families = codes.map((code): Family => ({ code, refreshToken: undefined }))
  const watchers = new Set<(answer: TokenAnswer) => void>()
  const over = new AbortController()

  async function ask(family: Family): Promise<TokenAnswer> {
    const { refreshToken, code } = family
    const answer = await (refreshToken === undefined ? hub.exchange(code) : hub.refresh(refreshToken))
    if (answer.status === 200) {
      family.refreshToken = answer.body.refresh_token
      accessTokens.push(answer.body.access_token ?? '')
    }
    answers.push(answer)
    for (const tell of watchers) tell(answer)
    return answer
  }

  const clients = families.map(async (family) => {
    while (!over.signal.aborted) await ask(family)
  })

  return {
    answers,
    accessTokens,
    until: (isTrue) =>
      new Promise((resolve) => {
        const tell = (answer: TokenAnswer): void => {
          if (!isTrue(answer)) return
          watchers.delete(tell)
          resolve(answer)
        }
        watchers.add(tell)
      }),
    stop: async () => {
      over.abort()
      await Promise.all(clients)
    },
    finish: () => Promise.all(families.map(ask)),
  }
}
