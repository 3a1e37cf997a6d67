import type { NewTokens, RotateRefreshToken } from '@identity-hub/core'

/** What the same answer can be made of again, kept with the tokens that it hands out, until its window ends. */
export interface RetryAnswer {
  readonly requestHash: string
  readonly retryAnswer: Uint8Array
  readonly retryUntil: number
}

/** Null: this client's answers are not repeated. */
export const retryAnswerOf = (input: RotateRefreshToken): RetryAnswer | null =>
  input.retryWindowSeconds === 0
    ? null
    : {
        requestHash: input.requestHash,
        retryAnswer: input.retryAnswer,
        retryUntil: input.now + input.retryWindowSeconds * 1000,
      }

/**
 * When a row of issued tokens is first worth a look: at the end of the retry window, if it keeps an answer, else when the
 * access token ends. What has ended is erased then, and the next look set; the last one finds nothing left.
 */
export const firstReview = (tokens: NewTokens, answer: RetryAnswer | null): number =>
  answer?.retryUntil ?? tokens.accessToken.expiresAt
