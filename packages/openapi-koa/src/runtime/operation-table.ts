/**
 * What the generator prints of a document: one entry per operation, data only. The compiler knows operations by
 * openapi-typescript's types; this is what the runtime needs to know beside them, and reads once per router.
 */
export type OperationTable<OperationId extends string = string> = {
  readonly [Id in OperationId]: OperationEntry
}

export interface OperationEntry {
  /** In upper case, as it stands in the request line. */
  readonly method: string
  /** The document's path template. Webhooks and callbacks have none; whoever implements them chooses one. */
  readonly path?: string
  readonly request: RequestEntry
  /** By status, range (`4XX`) or `default`. */
  readonly responses: ResponsesEntry
  /** Alternatives, each the schemes that it needs together with their scopes. Absent: nothing is asked for. */
  readonly security?: readonly SecurityAlternative[]
}

/** A JSON Schema of draft 2020-12. Its references point to `#/$defs/…`, see `Definitions`. */
export type JsonSchema = boolean | { readonly [keyword: string]: unknown }

/** The schemas that have names, by these. */
export type Definitions = Readonly<Record<string, JsonSchema>>

export interface RequestEntry {
  readonly path?: ParametersEntry
  readonly query?: ParametersEntry
  readonly headers?: ParametersEntry
  readonly cookies?: ParametersEntry
  readonly body?: BodyEntry
}

/** By name, as the document spells it. */
export type ParametersEntry = Readonly<Record<string, ParameterEntry>>

/** One value that arrives as text. https://spec.openapis.org/oas/v3.1.1#parameter-object */
export interface ParameterEntry {
  readonly schema: JsonSchema
  readonly required?: true
  /** What its text may stand for; with several, the first one that fits the schema is taken. Absent: text. */
  readonly shape?: TextShape | readonly TextShape[]
  /** Absent: `simple` in paths and headers, `form` in queries, cookies and forms. */
  readonly style?: ParameterStyle
  /** Absent: true with style `form` and `deepObject`, else false. */
  readonly explode?: boolean
  /** The value is JSON text: the document describes it with `content`. */
  readonly json?: true
  /** The value is the text as it stands, without escapes in a cookie: `content` says `text/plain`. */
  readonly plain?: true
  /** An empty text that the schema does not take counts as not sent: `allowEmptyValue`. */
  readonly allowEmpty?: true
}

export type ParameterStyle = 'simple' | 'label' | 'matrix' | 'form' | 'spaceDelimited' | 'pipeDelimited' | 'deepObject'

/** What text is turned into before its schema sees it. */
export type TextShape = ScalarShape | ArrayShape | ObjectShape

export type ScalarShape = 'string' | 'number' | 'boolean'

export interface ArrayShape {
  readonly items: TextShape | readonly TextShape[]
}

export interface ObjectShape {
  readonly properties: Readonly<Record<string, TextShape | readonly TextShape[]>>
  /** Of members that have no name in the document. Absent: they are left out. */
  readonly additional?: TextShape | readonly TextShape[]
}

export interface BodyEntry {
  readonly required: boolean
  /** By media type or range, as written in the document. */
  readonly content: Readonly<Record<string, ContentEntry>>
}

export interface ContentEntry {
  /** Of the whole body. Absent: anything. */
  readonly schema?: JsonSchema
  /** Of `text/*`: what its text may stand for. Absent: text. */
  readonly shape?: ScalarShape | readonly ScalarShape[]
  /** Of `application/x-www-form-urlencoded` and `multipart/*`. Absent: the document names none. */
  readonly fields?: Readonly<Record<string, FieldEntry>>
}

/** One field of a form, or one part of a multipart body. Its schema is part of the body's. */
export interface FieldEntry {
  readonly shape?: TextShape | readonly TextShape[]
  readonly style?: ParameterStyle
  readonly explode?: boolean
  readonly json?: true
  /** A part that is a file, or with `many` any number of files. */
  readonly file?: 'one' | 'many'
  /** What `encoding` allows a part to be, media types and ranges. Absent: whatever it says. */
  readonly contentTypes?: readonly string[]
}

export type ResponsesEntry = Readonly<Record<string, ResponseEntry>>

export interface ResponseEntry {
  /** By name, as the document spells it; without Content-Type, which the media type says. */
  readonly headers?: Readonly<Record<string, HeaderEntry>>
  /** By media type, in the document's order and spelling; absent when the status has no content. */
  readonly content?: Readonly<Record<string, { readonly schema?: JsonSchema }>>
}

export interface HeaderEntry {
  readonly schema: JsonSchema
  readonly required?: true
  readonly shape?: TextShape | readonly TextShape[]
  readonly explode?: boolean
  readonly json?: true
}

/** Scopes by scheme, all of them needed together; `{}` asks for nothing. */
export type SecurityAlternative = Readonly<Record<string, readonly string[]>>

export type SecuritySchemesEntry = Readonly<Record<string, SecuritySchemeEntry>>

/** Where a scheme's credentials are found. https://spec.openapis.org/oas/v3.1.1#security-scheme-object */
export type SecuritySchemeEntry =
  | { readonly type: 'basic' }
  /** Bearer tokens: schemes `bearer`, `oauth2` and `openIdConnect`. */
  | { readonly type: 'bearer' }
  /** Any other scheme of the Authorization field, in lower case. */
  | { readonly type: 'http'; readonly scheme: string }
  | { readonly type: 'apiKey'; readonly in: 'header' | 'query' | 'cookie'; readonly name: string }
  /** The connection itself says who it is. */
  | { readonly type: 'mutualTLS' }

/** All that the generated file says of one document. */
export interface DocumentEntry<
  OperationId extends string = string,
  WebhookId extends string = string,
  CallbackId extends string = string,
> {
  readonly operations: OperationTable<OperationId>
  readonly webhooks: OperationTable<WebhookId>
  readonly callbacks: OperationTable<CallbackId>
  readonly securitySchemes: SecuritySchemesEntry
  readonly definitions: Definitions
}
