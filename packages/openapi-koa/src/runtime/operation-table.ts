/**
 * What the generator prints of a document: one entry per operation. Types come from openapi-typescript, by the operations'
 * ids; this is what the runtime needs to know beside them, and `planOperation` reads it once per router.
 */
export type OperationTable<OperationId extends string = string> = {
  readonly [Id in OperationId]: OperationEntry
}

export interface OperationEntry {
  /** In upper case, as it stands in the request line. */
  readonly method: string
  /** The document's path template. A webhook has none; whoever implements it chooses one. */
  readonly path?: string
  readonly request: RequestEntry
  readonly responses: ResponsesEntry
}

export interface RequestEntry {
  readonly path?: ParametersEntry
  readonly query?: ParametersEntry
  readonly headers?: ParametersEntry
  readonly cookies?: ParametersEntry
  readonly body?: BodyEntry
}

/** Named values that arrive as text, and the validator that sees them together as one object. */
export interface ParametersEntry {
  readonly parameters: Readonly<Record<string, ParameterKind>>
  readonly validator: Validator
}

export interface BodyEntry {
  readonly required: boolean
  /** By media type, as written in the document. */
  readonly content: Readonly<Record<string, ContentEntry>>
}

/** `parameters` is present when the content is a form. */
export interface ContentEntry {
  readonly parameters?: Readonly<Record<string, ParameterKind>>
  readonly validator: Validator
}

/** The media types of each status, in the document's order and spelling; empty when the status has no content. */
export type ResponsesEntry = Readonly<Record<string, readonly string[]>>

/** What text is turned into before the validator sees it. With `[]` a parameter may be repeated. */
export type ParameterKind = `${'string' | 'number' | 'boolean'}${'' | '[]'}`

/** The part of a zod schema that is used here. */
export interface Validator {
  safeParse(input: unknown): ValidatorResult
}

export type ValidatorResult =
  | { readonly success: true; readonly data?: unknown }
  | { readonly success: false; readonly error?: { readonly issues: readonly ValidatorIssue[] } }

export interface ValidatorIssue {
  readonly path: readonly PropertyKey[]
  readonly message: string
}
