import { randomUUID } from 'node:crypto'

export interface TokenAnswer {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
}

interface RefreshToken {
  spentAt?: number
  answer?: TokenAnswer
  successor?: RefreshToken
}

/** One grant at the hub, as RFC 9700 §4.14 and the contract's ten seconds have it: the client is judged by this model. */
export class TokenFamily {
  dead = false
  readonly #refreshTokens = new Map<string, RefreshToken>()
  readonly #accessTokens = new Map<string, number>()
  readonly #options: TokenFamilyOptions

  constructor(options: TokenFamilyOptions) {
    this.#options = options
  }

  issue(): { answer: TokenAnswer; refreshToken: RefreshToken } {
    const accessToken = `at_${randomUUID()}`
    const refreshToken: RefreshToken = {}
    const value = `rt_${randomUUID()}`
    this.#refreshTokens.set(value, refreshToken)
    this.#accessTokens.set(accessToken, this.#options.clock() + this.#options.accessTokenSeconds() * 1000)
    const body = {
      access_token: accessToken,
      token_type: 'Bearer',
      expires_in: this.#options.accessTokenSeconds(),
      refresh_token: value,
      scope: 'profile',
      added_later: { nobody: 'minds' },
    }
    return { answer: { status: 200, body }, refreshToken }
  }

  opens(accessToken: string): boolean {
    return !this.dead && (this.#accessTokens.get(accessToken) ?? 0) > this.#options.clock()
  }

  knows(refreshToken: string): boolean {
    return this.#refreshTokens.has(refreshToken)
  }

  forgetAccessTokens(): void {
    this.#accessTokens.clear()
  }

  refresh(value: string): TokenAnswer {
    const now = this.#options.clock()
    const token = this.#refreshTokens.get(value)
    if (!token || this.dead) return invalidGrant
    if (token.spentAt !== undefined) {
      const mayRepeat = now < token.spentAt + 10_000 && token.successor?.spentAt === undefined
      if (mayRepeat && token.answer) return token.answer
      this.dead = true
      return invalidGrant
    }
    const { answer, refreshToken } = this.issue()
    Object.assign(token, { spentAt: now, answer, successor: refreshToken })
    return answer
  }
}

export interface TokenFamilyOptions {
  readonly clock: () => number
  readonly accessTokenSeconds: () => number
}

export const invalidGrant: TokenAnswer = {
  status: 400,
  body: { error: 'invalid_grant', error_description: 'The refresh token is invalid, expired or revoked.' },
}
