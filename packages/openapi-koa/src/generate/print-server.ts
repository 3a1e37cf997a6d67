import type { DocumentEntry, OperationTable, SecurityAlternative } from '../runtime/operation-table.ts'
import { printName, printText, printValue } from './print-value.ts'

/** The package that what is printed imports. */
export const RUNTIME = '@identity-hub/openapi-koa'

export interface PrintOptions {
  /** The module of openapi-typescript's `operations`; absent: they are in the same file. */
  readonly types?: string
  readonly runtime?: string
  /** The types in the same file name `Binary`. */
  readonly usesBinary: boolean
}

/** The imports, the types of handlers, the table, and what makes a router of it. */
export function printServer(entry: DocumentEntry, { types, runtime = RUNTIME, usesBinary }: PrintOptions): string {
  const kinds = KINDS.filter(({ section }) => Object.keys(entry[section]).length > 0)
  const hasSchemes = Object.keys(entry.securitySchemes).length > 0
  const imported = ['type Binary', 'type DocumentEntry', 'type HandlersOf', 'type RequestOf', 'type ResponseOf']
  if (hasSchemes) imported.push('type SecurityHandlersOf')
  return [
    ...(types === undefined ? [] : [`import type { operations } from ${printText(types)}`]),
    'import {',
    ...[
      ...imported.filter((name) => usesBinary || name !== 'type Binary'),
      ...new Set(kinds.flatMap(({ factories }) => factories.flatMap(({ factory, type }) => [factory, `type ${type}`]))),
    ]
      .toSorted(byName)
      .map((name) => `  ${name},`),
    `} from ${printText(runtime)}`,
    '',
    ...KINDS.map(({ id, section }) => `export type ${id} =${union(entry[section])}`),
    '',
    '/** Scopes by scheme, for each operation that asks for credentials: one of the alternatives, everything in it. */',
    'export interface Security {',
    ...securityMembers(entry.operations),
    '}',
    '',
    `/** The security schemes that operations ask for, and where their credentials are found. */`,
    `export interface SecuritySchemes {`,
    ...Object.entries(entry.securitySchemes).map(([name, { type }]) => `  ${printName(name)}: ${printText(type)}`),
    '}',
    '',
    ...(hasSchemes ? SECURITY_HANDLERS : []),
    ...kinds.flatMap(printKind),
    `const document: DocumentEntry<OperationId, WebhookId, CallbackId> = ${printValue(entry)}`,
    '',
  ].join('\n')
}

const SECURITY_HANDLERS = [
  '/** Who checks credentials, one function for each scheme; `Principals` is what each makes of them. */',
  'export type SecurityHandlers<Context = undefined, Principals = unknown> = SecurityHandlersOf<',
  '  keyof SecuritySchemes,',
  '  SecuritySchemes,',
  '  Security,',
  '  OperationId,',
  '  Context,',
  '  Principals',
  '>',
  '',
]

const KINDS = [
  {
    section: 'operations',
    id: 'OperationId',
    request: 'OperationRequest',
    response: 'OperationResponse',
    handlers: 'Handlers',
    security: 'Security',
    factories: [
      {
        create: 'createRouter',
        factory: 'createRouterFor',
        type: 'CreateRouter',
        types: 'operations, OperationId, Security, SecuritySchemes',
        says: 'All operations of the document.',
      },
      {
        create: 'createPartialRouter',
        factory: 'createPartialRouterFor',
        type: 'CreatePartialRouter',
        types: 'operations, OperationId, Security, SecuritySchemes',
        says: 'Those operations that have a handler; everything else is left to what is mounted beside it.',
      },
    ],
  },
  {
    section: 'webhooks',
    id: 'WebhookId',
    request: 'WebhookRequest',
    response: 'WebhookResponse',
    handlers: 'WebhookHandlers',
    security: 'object',
    factories: [
      {
        create: 'createWebhookRouter',
        factory: 'createWebhookRouterFor',
        type: 'CreateWebhookRouter',
        types: 'operations, WebhookId',
        says: 'Those webhooks that `options.paths` gives a path.',
      },
    ],
  },
  {
    section: 'callbacks',
    id: 'CallbackId',
    request: 'CallbackRequest',
    response: 'CallbackResponse',
    handlers: 'CallbackHandlers',
    security: 'object',
    factories: [
      {
        create: 'createCallbackRouter',
        factory: 'createCallbackRouterFor',
        type: 'CreateWebhookRouter',
        types: 'operations, CallbackId',
        says: 'Those callbacks that `options.paths` gives a path.',
      },
    ],
  },
] as const

function printKind({ id, request, response, handlers, security, factories }: (typeof KINDS)[number]): string[] {
  return [
    `/** What a handler is given. */`,
    `export type ${request}<Id extends ${id}, Context = unknown, Loose extends boolean = false, Principals = undefined> = RequestOf<`,
    `  operations[Id],`,
    `  Id,`,
    `  Context,`,
    `  Loose,`,
    `  ${security},`,
    `  Principals`,
    `>`,
    '',
    '/** What a handler answers. */',
    `export type ${response}<Id extends ${id}> = ResponseOf<operations[Id]>`,
    '',
    `/** One function each; \`Pick\` those that you implement. */`,
    `export type ${handlers}<Context = undefined, Validate = unknown, Principals = undefined> = HandlersOf<`,
    `  operations,`,
    `  ${id},`,
    `  Context,`,
    `  Validate,`,
    `  ${security},`,
    `  Principals`,
    `>`,
    '',
    ...factories.flatMap(({ create, factory, type, types, says }) => [
      `/** ${says} */`,
      `export const ${create}: ${type}<${types}> = ${factory}(() => document)`,
      '',
    ]),
  ]
}

function union(table: OperationTable): string {
  const ids = Object.keys(table)
  return ids.length === 0 ? ' never' : ids.map((id) => `\n  | ${printText(id)}`).join('')
}

function securityMembers(table: OperationTable): string[] {
  return Object.entries(table).flatMap(([id, { security }]) =>
    security === undefined ? [] : [`  ${printName(id)}: ${security.map(printAlternative).join(' | ')}`],
  )
}

function printAlternative(alternative: SecurityAlternative): string {
  const schemes = Object.entries(alternative)
  if (schemes.length === 0) return '{}'
  const printed = schemes.map(
    ([name, scopes]) => `${printName(name)}: ${scopes.length === 0 ? '[]' : `[${scopes.map(printText).join(', ')}]`}`,
  )
  return `{ ${printed.join('; ')} }`
}

function byName(a: string, b: string): number {
  const [left, right] = [a.replace('type ', ''), b.replace('type ', '')]
  return left < right ? -1 : left > right ? 1 : 0
}
