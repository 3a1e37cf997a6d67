import type { Problem } from '@identity-hub/api-types/management'
import { printable } from './printable.ts'

/** The management API refused the request, and nothing was changed. RFC 9457 */
export class ManagementError extends Error {
  override readonly name = 'ManagementError'
  readonly kind = 'management'
  readonly status: number
  readonly code: Problem['code']
  /** One sentence: what is wrong, and what to do instead. */
  readonly detail: string
  /** Each member of the body that is wrong. */
  readonly errors: readonly { readonly pointer: string; readonly detail: string }[]
  readonly requestId: string | undefined

  constructor(problem: Problem, requestId: string | undefined) {
    super(`The hub refused the request: ${printable(problem.detail)} (${problem.status}).`)
    this.status = problem.status
    this.code = problem.code
    this.detail = problem.detail
    this.errors = problem.errors ?? []
    this.requestId = requestId
  }
}
