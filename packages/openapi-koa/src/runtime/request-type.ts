/**
 * What a handler receives, read from one entry of openapi-typescript's `operations`: only what the document declares.
 * With `Loose` (see `RouterOptions.validate`) the query and the body come as they were sent.
 */
export type RequestOf<Operation, OperationId, Context, Loose extends boolean = false> = Simplify<
  { readonly operationId: OperationId; readonly context: Context } & PathPart<Operation> &
    QueryPart<Operation, Loose> &
    HeadersPart<Operation> &
    CookiesPart<Operation> &
    BodyPart<Operation, Loose>
>

/** Values as they were sent: own properties of an object without a prototype; a repeated parameter is an array. */
export type LooseParameters = Record<string, string | string[]>

type ParametersOf<Operation> = Operation extends { parameters: infer Parameters } ? Parameters : object

type Declared<Operation, Place extends string> =
  ParametersOf<Operation> extends { [P in Place]?: infer Values } ? Exclude<Values, undefined> : never

type PathPart<Operation> = [Declared<Operation, 'path'>] extends [never]
  ? unknown
  : { readonly path: Declared<Operation, 'path'> }

type QueryPart<Operation, Loose> = [Declared<Operation, 'query'>] extends [never]
  ? unknown
  : { readonly query: Loose extends true ? LooseParameters : Declared<Operation, 'query'> }

/** Field names are case-insensitive, so they come in lower case. RFC 9110 §5.1 */
type HeadersPart<Operation> = [Declared<Operation, 'header'>] extends [never]
  ? unknown
  : { readonly headers: LowerCaseKeys<Declared<Operation, 'header'>> }

type CookiesPart<Operation> = [Declared<Operation, 'cookie'>] extends [never]
  ? unknown
  : { readonly cookies: Declared<Operation, 'cookie'> }

type LowerCaseKeys<Values> = { [Name in keyof Values as Name extends string ? Lowercase<Name> : never]: Values[Name] }

type BodyPart<Operation, Loose> = Operation extends { requestBody: { content: infer Content } }
  ? BodyOf<Content, never, Loose>
  : Operation extends { requestBody?: infer Body }
    ? [Exclude<Body, undefined>] extends [never]
      ? unknown
      : Exclude<Body, undefined> extends { content: infer Content }
        ? BodyOf<Content, undefined, Loose>
        : unknown
    : unknown

/** With several media types `contentType` tells them apart. */
type BodyOf<Content, Absent, Loose> =
  IsUnion<keyof Content> extends true
    ? | {
          [Type in keyof Content]: { readonly contentType: Type; readonly body: BodyIn<Type, Content[Type], Loose> }
        }[keyof Content]
      | (Absent extends undefined ? { readonly contentType?: undefined; readonly body?: undefined } : never)
    : { readonly body: BodyIn<keyof Content, Content[keyof Content], Loose> | Absent }

type BodyIn<Type, Value, Loose> = Loose extends true
  ? Type extends `${string}x-www-form-urlencoded${string}`
    ? LooseParameters
    : unknown
  : Value

type IsUnion<Type, Whole = Type> = Type extends unknown ? ([Whole] extends [Type] ? false : true) : never

type Simplify<Type> = Type extends unknown ? { [Key in keyof Type]: Type[Key] } : never
