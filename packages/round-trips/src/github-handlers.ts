import type { Call, DocumentedResponse } from './document/call.ts'

/**
 * A module in TypeScript with one handler for each operation, webhook and callback of a document. Each reads everything
 * that the document declares of its request, and answers with each status that the document has.
 *
 * @param stub the module that was generated
 */
export function printHandlers(calls: readonly Call[], stub: string): string {
  const used = KINDS.filter(({ kind }) => calls.some((call) => call.kind === kind))
  return [
    `import type { ${used.map(({ type }) => type).join(', ')} } from '${stub}'`,
    '',
    '// Of the type that is wanted, whatever that is; the answers are never looked at.',
    'declare const value: never',
    'declare const chance: boolean',
    '',
    ...used.flatMap(({ kind, type, name }) => [
      `export const ${name}: ${type} = {`,
      ...calls.filter((call) => call.kind === kind).flatMap(printHandler),
      '}',
      '',
    ]),
  ].join('\n')
}

const KINDS = [
  { kind: 'operations', type: 'Handlers', name: 'handlers' },
  { kind: 'webhooks', type: 'WebhookHandlers', name: 'webhookHandlers' },
  { kind: 'callbacks', type: 'CallbackHandlers', name: 'callbackHandlers' },
] as const

function printHandler({ id, parameters, body, responses }: Call): string[] {
  const reads = parameters.map(
    ({ place, name }) => `request.${place}[${JSON.stringify(place === 'headers' ? name.toLowerCase() : name)}]`,
  )
  const answers = responses.filter(({ status }) => !status.startsWith('1')).map(printAnswer)
  return [
    `  ${JSON.stringify(id)}: (request) => {`,
    `    void [${['request.operationId', ...reads, ...(body ? ['request.body'] : [])].join(', ')}]`,
    ...answers.slice(1).map((answer) => `    if (chance) return ${answer}`),
    `    return ${answers[0] ?? 'value'}`,
    '  },',
  ]
}

/** Ranges and `default` stand for statuses that the handler chooses. */
function printAnswer({ status, headers, content }: DocumentedResponse): string {
  const hasContent = content.length > 0 && !['204', '205', '304'].includes(status)
  const first = content[0]?.contentType ?? ''
  return `{ ${[
    `status: ${/^\d+$/.test(status) ? status : 'value'}`,
    ...(headers.some(({ required }) => required) ? ['headers: value'] : []),
    ...(hasContent && content.length > 1
      ? [`contentType: ${first.includes('*') ? 'value' : JSON.stringify(first)}`]
      : []),
    ...(hasContent ? ['body: value'] : []),
  ].join(', ')} }`
}
