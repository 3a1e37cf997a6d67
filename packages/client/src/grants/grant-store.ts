import type { TokenSet } from './token-set.ts'

/** The end of a grant: the person has to sign in again. */
export interface GrantEnd {
  readonly grantId: string
  /** Of the token set that the hub refused. */
  readonly version: number
  readonly reason: 'invalid_grant'
  /** The hub's name for the request; its operator finds the cause under it. */
  readonly requestId?: string
  /** Epoch milliseconds. */
  readonly endedAt: number
}

/**
 * Where your app keeps its grants. Each function may be called by several processes at once, so `save` and `end` have
 * to compare and write in one step (one SQL statement with the version in its WHERE clause does).
 */
export interface GrantStore {
  /** The newest saved token set; undefined when there is none, or when the grant has ended. */
  load(grantId: string): Promise<TokenSet | undefined>

  /**
   * Inserts version 1; replaces version n−1 by n. Anything else there, or nothing, is a `conflict` and writes nothing.
   * Resolve only when the tokens would survive a crash: until then they are not used.
   */
  save(tokens: TokenSet): Promise<'saved' | 'conflict'>

  /** Ends the grant if its version is still this one; otherwise it is a `conflict` and writes nothing. */
  end(end: GrantEnd): Promise<'ended' | 'conflict'>

  /**
   * Runs the work while no other process runs any for this grant. Optional; the README says what it adds. It may not
   * call itself, and a lock that can expire has to outlast the retry window.
   */
  lock?<Result>(grantId: string, work: () => Promise<Result>): Promise<Result>
}
