import type { LooseResponse } from '../refusals/invalid-request.ts'
import type { SecuritySchemeEntry } from '../operation-table.ts'
import type { SecurityRefusal } from './security-refusal.ts'

/** The credentials of one scheme as they were sent, by the scheme's type. */
export type CredentialsOf<Type> = Type extends 'basic'
  ? { readonly username: string; readonly password: string }
  : Type extends 'bearer'
    ? { readonly token: string }
    : Type extends 'apiKey'
      ? { readonly apiKey: string }
      : Type extends 'http'
        ? { /** What follows the scheme's name in the Authorization field. */ readonly credentials: string }
        : object

export type SchemeType = SecuritySchemeEntry['type']

/** What a security handler is given. */
export type SecurityRequest<Type, Scope, Context> = CredentialsOf<Type> & {
  /** All of these are needed, as the document says of this operation. */
  readonly scopes: readonly Scope[]
  readonly operationId: string
  readonly context: Context
}

/**
 * Says whose credentials they are, or refuses them: with undefined, null or false, or with `refuse(…)` for another answer
 * than a plain 401. Whatever else it answers grants, and is `request.security` in the handler of the operation. When it
 * throws, the request fails as it does when any handler throws; it is neither granted nor refused. A handler of type
 * `mutualTLS` is asked about every certificate that was presented, and must look at `socket.authorized` itself.
 */
export type SecurityHandler<Type, Scope, Context, Principal> = (
  request: SecurityRequest<Type, Scope, Context>,
) => Answer<Principal> | Promise<Answer<Principal>>

type Answer<Principal> = Principal | SecurityRefusal | Refusing
type Refusing = undefined | null | false

/** One for each scheme of those operations. `Principals` is what each of them makes of credentials. */
export type SecurityHandlersOf<
  Scheme extends keyof Schemes,
  Schemes,
  Security,
  OperationId,
  Context,
  Principals = unknown,
> = {
  readonly [S in Scheme]: SecurityHandler<
    Schemes[S],
    ScopesIn<AlternativesOf<Security, OperationId>, S>,
    Context,
    S extends keyof Principals ? Principals[S] : unknown
  >
}

export type AlternativesOf<Security, OperationId> = Security[OperationId & keyof Security]

/** The schemes that those operations ask for. */
export type SchemesOf<Schemes, Security, OperationId> = KeysOf<AlternativesOf<Security, OperationId>> & keyof Schemes

type ScopesIn<Alternatives, Scheme extends PropertyKey> = Alternatives extends {
  [S in Scheme]: readonly (infer Scope)[]
}
  ? Scope
  : never

/** What security handlers make of credentials, by scheme. */
export type PrincipalsOf<Given> = Given extends 'in-handlers'
  ? undefined
  : {
      readonly [Scheme in keyof Given]: Given[Scheme] extends (...args: never) => infer Result
        ? Exclude<Awaited<Result>, SecurityRefusal | Refusing>
        : never
    }

export type SecurityOptions<Schemes, Security, OperationId, Context, Given, Principals> = [
  SchemesOf<Schemes, Security, OperationId>,
] extends [never]
  ? { readonly security?: Given & Fitting<Schemes, Security, OperationId, Context, Given, NoInfer<Principals>> }
  : {
      /** Who checks the credentials that the document asks for; `in-handlers`: each operation does so itself. */
      readonly security: Given & Fitting<Schemes, Security, OperationId, Context, Given, NoInfer<Principals>>
      /** Makes the answer to a request whose credentials are missing or wrong. Default: problem details, RFC 9457. */
      readonly onUnauthorized?: OnUnauthorized<
        Context,
        OperationId & keyof Security & string,
        SchemesOf<Schemes, Security, OperationId> & string
      >
    }

/** What the security handlers make of credentials is what the operations' handlers want, and none is left over. */
type Fitting<Schemes, Security, OperationId, Context, Given, Principals> = Given extends 'in-handlers'
  ? undefined extends Principals
    ? unknown
    : SecurityHandlersOf<SchemesOf<Schemes, Security, OperationId>, Schemes, Security, OperationId, Context, Principals>
  : SecurityHandlersOf<SchemesOf<Schemes, Security, OperationId>, Schemes, Security, OperationId, Context, Principals> &
      Unknown<Exclude<keyof Given, keyof Schemes>>

type Unknown<Scheme extends PropertyKey> = {
  readonly [S in Scheme]: S extends string ? `No operation asks for the security scheme ${S}.` : never
}

export type OnUnauthorized<Context, OperationId extends string = string, Scheme extends string = string> = (
  failure: SecurityFailure<OperationId, Scheme>,
  context: Context,
) => LooseResponse | Promise<LooseResponse>

/** Why credentials did not do. */
export interface SecurityFailure<OperationId extends string = string, Scheme extends string = string> {
  readonly operationId: OperationId
  /** 401, or what the security handler refused with. */
  readonly status: 401 | 403
  readonly reason: 'missing' | 'malformed' | 'refused'
  /** The scheme whose credentials were malformed or refused. */
  readonly scheme?: Scheme
  /** Challenges for `WWW-Authenticate`, one a scheme; API keys and certificates have none. RFC 9110 §11.6.1 */
  readonly challenges: readonly string[]
  /** One English sentence for developers. It never repeats what was sent. */
  readonly message: string
}

/** What an operation is given of those who called it: a union of its alternatives. */
export type SecurityPart<OperationId, Security, Principals> = [Principals] extends [undefined]
  ? unknown
  : OperationId extends keyof Security
    ? { readonly security: Granted<Security[OperationId], Security[OperationId], Principals> }
    : unknown

type Granted<Alternative, All, Principals> = Alternative extends unknown
  ? Simplify<
      {
        readonly [Scheme in keyof Alternative]: Scheme extends keyof Principals ? Principals[Scheme] : unknown
      } & { readonly [Other in Exclude<KeysOf<All>, keyof Alternative>]?: undefined }
    >
  : never

type KeysOf<Union> = Union extends unknown ? keyof Union : never

type Simplify<Type> = { [Key in keyof Type]: Type[Key] }
