import type { Problem } from '@identity-hub/api-types/management'
import type { AUTHORIZATION_REFUSALS } from '../authorization/errors.ts'
import type { BEARER_REFUSALS } from '../bearer/errors.ts'
import type { TOKEN_REFUSALS } from '../token/errors.ts'
import type { Section } from './explanation.ts'

type ValueOf<T> = T[keyof T]

/** What the wire says of a refusal: an error, and a sentence for developers. */
export type WireRefusal =
  | ValueOf<typeof TOKEN_REFUSALS>
  | ValueOf<typeof AUTHORIZATION_REFUSALS>
  | ValueOf<typeof BEARER_REFUSALS>

/** Every error that a client or a program of an administrator can be told. */
export type PublicErrorCode = WireRefusal[0] | Problem['code']

type DescriptionOf<Code> = Extract<WireRefusal, readonly [Code, string]>[1]

/** An error as anybody may read about it: it cannot say more than the wire, because it knows nothing else. */
export interface PublicError<Code extends PublicErrorCode = PublicErrorCode> {
  readonly title: string
  /** What it means. */
  readonly meaning: string
  /** What the developer of a client looks at, whatever the description. */
  readonly check: string
  readonly sections: readonly Section[]
  /** What to look at, by each error_description that comes with it. */
  readonly cases: Readonly<Record<DescriptionOf<Code>, string>>
}

export type PublicErrors<Codes extends PublicErrorCode> = { readonly [Code in Codes]: PublicError<Code> }
