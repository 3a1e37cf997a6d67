/** What one run of the contract found, as `--json` writes it; everything in it is safe to publish. */
export interface RunReport {
  /** Of this format. */
  readonly version: 1
  readonly kit: { readonly name: string; readonly version: string }
  /** RFC 8414 §2. */
  readonly issuer: string
  readonly document: { readonly title: string; readonly version: string }
  /** Epoch milliseconds. */
  readonly startedAt: number
  readonly durationMilliseconds: number
  /** Of everything that was drawn; the same seed draws the same again. */
  readonly seed: number
  readonly results: readonly TestResult[]
  /** Documented answers, each as `operationId status`, in the document's order. */
  readonly coverage: { readonly observed: readonly string[]; readonly unobserved: readonly string[] }
  /** What a baseline says about this run; null: none was given. */
  readonly baseline: BaselineComparison | null
}

/**
 * - `pass`, `fail`: the requirement is kept, or broken.
 * - `warn`: a SHOULD, SHOULD NOT or MAY is not followed.
 * - `not-applicable`: the server, as it is configured, cannot be asked; `message` says why.
 * - `skipped`: left out by `--only` or `--skip`.
 */
export type Verdict = 'pass' | 'fail' | 'warn' | 'not-applicable' | 'skipped'

export interface TestResult {
  /** Names the test in `--only`, `--skip` and baselines: `PKCE-07/a-wrong-verifier-is-invalid-grant`. Stable and unique. */
  readonly id: string
  /** What it is about, the first is the main one. */
  readonly requirements: readonly RequirementSummary[]
  /** `a wrong verifier is invalid_grant` */
  readonly sentence: string
  /** `PKCE, RFC 7636` */
  readonly group: string
  readonly verdict: Verdict
  /** Whether only this project asks for it; such tests are off for other servers unless they are asked for. */
  readonly policy: boolean
  /** Why it failed, warns or does not apply, for a person; null when it passed. No secret is in it. */
  readonly message: string | null
  readonly durationMilliseconds: number
  /** The last ones that the test made, in order; secrets are masked. */
  readonly exchanges: readonly MaskedExchange[]
  /** How many exchanges came before those. */
  readonly omittedExchanges: number
}

/** One row of `requirements.json`. */
export interface RequirementSummary {
  /** `PKCE-07` */
  readonly id: string
  readonly level: 'MUST' | 'SHOULD' | 'SHOULD NOT' | 'MAY'
  readonly severity: 'critical' | 'high' | 'medium' | 'low'
  /** `RFC 7636 §4.6` */
  readonly sources: readonly string[]
  readonly statement: string
}

/** One request and its answer, with `***` for every code, token, secret, password, verifier and cookie value. */
export interface MaskedExchange {
  readonly method: string
  readonly url: string
  readonly requestHeaders: readonly (readonly [name: string, value: string])[]
  /** Null: none. */
  readonly requestBody: string | null
  readonly status: number
  readonly responseHeaders: readonly (readonly [name: string, value: string])[]
  /** At most 4,000 characters. */
  readonly responseBody: string
  readonly durationMilliseconds: number
}

export interface BaselineComparison {
  /** Ids of tests that were better in the baseline: what fails the run. */
  readonly worse: readonly string[]
  readonly better: readonly string[]
  /** Not in the baseline. */
  readonly unknown: readonly string[]
}
