import {
  ANNOTATION_KEYWORDS,
  CHECKED_FORMATS,
  DATA_KEYWORDS,
  SCHEMA_KEYWORDS,
  SCHEMA_LIST_KEYWORDS,
  SCHEMA_MAP_KEYWORDS,
  UNSUPPORTED_KEYWORDS,
} from '../document/schema-keywords.ts'
import type { WarningCode } from '../document/document-warning.ts'

/** Something that a document can say. The README's table is printed of these. */
export interface Feature {
  readonly area: string
  /** In Markdown. */
  readonly feature: string
  /** Done; gone on without, with the warning of that code; or refused at generation, with its place. */
  readonly support: 'yes' | 'error' | WarningCode
  readonly note?: string
  /** A file of `src`, and the name of a test as that file spells it. */
  readonly test: `${string}.test.ts: ${string}`
}

function feature(
  area: string,
): (name: string, support: Feature['support'], test: Feature['test'], note?: string) => Feature {
  return (name, support, test, note) => ({ area, feature: name, support, test, ...(note !== undefined && { note }) })
}

const document = feature('Document')
const operation = feature('Operations')
const parameter = feature('Parameters')
const body = feature('Request bodies')
const schema = feature('Schemas')
const response = feature('Responses')
const security = feature('Security')

const names = (...lists: ReadonlySet<string>[]): string =>
  lists.flatMap((list) => [...list].map((name) => `\`${name}\``)).join(', ')

const readDocument = 'document/read-document.test.ts'
const reader = 'document/schema-reader.test.ts'
const compiler = 'runtime/schema-compiler.test.ts'
const styles = 'runtime/parameters/parameter-styles.test.ts'
const checked = 'runtime/parameters/check-parameters.test.ts'
const bodies = 'runtime/bodies/check-body.test.ts'
const responses = 'document/read-responses.test.ts'

export const FEATURES: readonly Feature[] = [
  document('OpenAPI 3.0 and 3.1', 'yes', `${readDocument}: reads OpenAPI %s`),
  document('another version', 'error', `${readDocument}: OpenAPI 3.2`),
  document(
    'several files',
    'yes',
    'cli/run-cli.test.ts: bundles a document of several files',
    'by hey-api, before the plugin',
  ),
  document('`$ref` to anything in the document', 'yes', `${reader}: may lead into other places of the document`),
  document(
    '`$ref` to nothing, to itself, or to an anchor',
    'error',
    `${reader}: are refused when they lead nowhere or in a circle`,
  ),
  document(
    '`jsonSchemaDialect`',
    'unsupported-keyword',
    `${readDocument}: warns of a dialect of its own`,
    'other than that of OpenAPI and draft 2020-12',
  ),
  document(
    '`servers`, `tags`, `links`, `examples`, `x-…`',
    'yes',
    `${readDocument}: says nothing about servers, tags, links, examples and extensions, which no request has to fit`,
    'nothing to do: mount the router where you like',
  ),

  operation(
    'paths, path items and their shared parameters',
    'yes',
    `${readDocument}: reads each operation as one entry, path items merged and references followed`,
  ),
  operation(
    'two templates that are the same path',
    'error',
    'document/check-paths.test.ts: lets templates of one shape share their methods',
  ),
  operation(
    'no `operationId`',
    'derived-operation-id',
    'document/name-operations.test.ts: makes a name of method and path where there is none, and says so',
  ),
  operation(
    'an `operationId` that is used twice',
    'error',
    'document/name-operations.test.ts: refuses an operationId that is used twice, wherever that is',
  ),
  operation(
    '`webhooks`, and `x-webhooks` in 3.0',
    'yes',
    'runtime/create-router.test.ts: receives those webhooks that are given a path',
  ),
  operation(
    '`callbacks`',
    'yes',
    'document/name-operations.test.ts: finds callbacks, those of callbacks too, and path items and callbacks behind references',
  ),
  operation('HEAD and OPTIONS', 'yes', 'runtime/create-router.test.ts: HEAD and OPTIONS of the document come first'),

  parameter('path: `simple`, `label`, `matrix`', 'yes', `${styles}: style %s, explode %s, %s: takes %s apart`),
  parameter(
    'query: `form`, `spaceDelimited`, `pipeDelimited`, `deepObject`',
    'yes',
    `${styles}: style %s, explode %s, %s: takes %s apart`,
  ),
  parameter('headers and cookies', 'yes', `${styles}: %s, style %s, explode %s, %s: takes %j apart`),
  parameter('a style in another place', 'error', 'document/read-parameters.test.ts: refuses, with its place,'),
  parameter(
    'a value that OpenAPI defines no text for',
    'undefined-style',
    'document/read-parameters.test.ts: warns of a value that OpenAPI defines no text for',
  ),
  parameter(
    'coercion to numbers, booleans, lists and objects',
    'yes',
    'runtime/parameters/text-shapes.test.ts: { %s } takes of ?%s what fits first',
  ),
  parameter(
    'defaults',
    'yes',
    `${checked}: are given for what was not sent, also behind references and allOf, and in required parameters`,
  ),
  parameter(
    '`allowEmptyValue`',
    'yes',
    `${checked}: ?%s is one that was not sent with allowEmptyValue, unless it is a text that fits`,
  ),
  parameter('`content`: JSON or plain text', 'yes', `${checked}: is JSON in each place`),
  parameter(
    'a path parameter that one side does not have',
    'error',
    `${readDocument}: a path parameter that is not declared, or that the path lacks`,
  ),

  body('JSON and `+json`', 'yes', `${bodies}: is handed over whole, undeclared members included`),
  body(
    '`application/x-www-form-urlencoded`',
    'yes',
    `${bodies}: hands over what any of its alternatives declares, typed, and ignores other fields`,
  ),
  body(
    '`multipart/*`, files as streams',
    'yes',
    'runtime/bodies/multipart.test.ts: arrive as their types, texts and JSON',
  ),
  body(
    '`encoding` with `headers`',
    'unchecked-encoding',
    `${readDocument}: warns of what a body says and nobody checks`,
  ),
  body(
    'parts beside those that the schema names',
    'undeclared-parts',
    'document/read-body.test.ts: parts that have no name in the document',
  ),
  body('lengths and patterns of bytes', 'unchecked-bytes', 'document/read-body.test.ts: how long bytes are'),
  body('lists and objects in a text', 'unchecked-text', `${readDocument}: warns of what a body says and nobody checks`),
  body(
    'text, and everything else as a stream',
    'yes',
    'runtime/bodies/binary-body.test.ts: sent as %s is taken for %s',
  ),
  body(
    'several media types, ranges, optional bodies',
    'yes',
    `${bodies}: is told apart by contentType, and may be left out`,
  ),

  schema(names(SCHEMA_KEYWORDS, SCHEMA_MAP_KEYWORDS, SCHEMA_LIST_KEYWORDS), 'yes', `${compiler}: %s of %j`),
  schema(names(new Set([...DATA_KEYWORDS].filter((keyword) => keyword !== 'format'))), 'yes', `${compiler}: %s of %j`),
  schema(
    '`unevaluatedItems` beside `contains`, `anyOf`, `oneOf` or `if`',
    'unchecked-unevaluated-items',
    `${reader}: unevaluatedItems beside what chooses items is left out, which is told: %j`,
  ),
  schema(`\`format\`: ${names(CHECKED_FORMATS)}`, 'yes', `${compiler}: format %s`),
  schema('another `format`', 'unknown-format', `${reader}: a format that nobody here knows is left out, which is told`),
  schema(
    'a `pattern` that is no regular expression of JavaScript',
    'pattern-not-regular-expression',
    `${reader}: the pattern %j is none of JavaScript and left out, which is told`,
  ),
  schema('`$ref`, recursive and with siblings', 'yes', `${compiler}: checks recursive schemas as deep as they go`),
  schema(
    'defaults, those of the alternative that fits, too',
    'yes',
    `${compiler}: of the alternatives of %s are filled in by the one that fits only`,
  ),
  schema('`discriminator`', 'yes', `${compiler}: %j is judged by the alternative that it names`),
  schema(
    '`discriminator` beside no alternatives',
    'discriminator-without-alternatives',
    `${reader}: a discriminator beside neither oneOf nor anyOf is not followed, which is told`,
  ),
  schema(
    '`readOnly`, `writeOnly`',
    'yes',
    'document/split-read-write.test.ts: a request is the client’s, a response the server’s',
  ),
  schema('`nullable`, boolean bounds of OpenAPI 3.0', 'yes', `${reader}: %j is %j`),
  schema(names(ANNOTATION_KEYWORDS), 'yes', `${reader}: %s is for people and left out`, 'for people: nothing to check'),
  schema(names(UNSUPPORTED_KEYWORDS), 'unsupported-keyword', `${reader}: %s is not followed, which is told`),
  schema(
    'a keyword that nobody knows',
    'unknown-keyword',
    `${reader}: that nobody knows are told, once for each place`,
  ),

  response('statuses, ranges (`4XX`), `default`', 'yes', 'testing/compile-errors.test.ts: does not compile'),
  response('another status', 'error', `${readDocument}: a status that is none`),
  response('1XX', 'interim-status', `${responses}: %j: %s`),
  response('content with 204, 205 and 304', 'empty-status', `${responses}: %j: %s`),
  response(
    'several media types, chosen by `Accept`',
    'yes',
    'runtime/responses/negotiate.test.ts: an operation whose success has several media types',
  ),
  response(
    'headers, `Set-Cookie`, redirects',
    'yes',
    'runtime/responses/write-response.test.ts: of a redirect survive its empty body',
  ),
  response(
    'streams and server-sent events',
    'yes',
    'runtime/responses/event-stream.test.ts: go out one by one, and the head before the first',
  ),
  response(
    'validation of answers',
    'yes',
    'runtime/responses/check-response.test.ts: an answer that the document does not have is answered 500',
    'off unless switched on',
  ),
  response('objects and lists in content that is neither JSON nor text', 'unchecked-content', `${responses}: %j: %s`),

  security(
    '`basic`, `bearer`, `apiKey`, other schemes of HTTP',
    'yes',
    'runtime/security/read-credentials.test.ts: the Authorization field',
  ),
  security(
    '`oauth2`, `openIdConnect` with scopes',
    'yes',
    'runtime/security/check-security.test.ts: grants with what its handler says, and is asked for what the document needs',
  ),
  security(
    '`mutualTLS`',
    'yes',
    'runtime/security/read-credentials.test.ts: is sent with a connection whose client has a certificate, and leaves it to the handler whether that is good',
  ),
  security(
    'alternatives, combinations, `{}`',
    'yes',
    'runtime/security/security-model.test.ts: grants exactly what the rule grants, asks nobody twice, and nobody about what is malformed (500 requests)',
  ),
  security(
    'a scheme that is not declared',
    'error',
    'document/read-security.test.ts: refuses a document with %j and %j rather than asking for less',
  ),
  security(
    '`security` of webhooks and callbacks',
    'unasked-security',
    'document/read-security.test.ts: warns of a webhook that asks for credentials, which its handler has to do',
  ),
]
