import { HTTP_LIMITS, READING_LIMITS, SENDING_LIMITS, UNCALLABLE, UNSENDABLE } from '../clients/client-limits.ts'
import { DOCUMENTS, GITHUB } from '../documents.ts'
import type { RoundTripReport } from './round-trips.ts'

/** `apps/docs/openapi-koa-round-trips.md` */
export function roundTripsPage({ ranOn, documents }: RoundTripReport): string {
  const titles = new Map([...DOCUMENTS, GITHUB].map(({ name, title }) => [name, title]))
  return [
    '# Round trips of openapi-koa',
    '',
    'Clients and a server are made of one document. Requests are made up from its schemas, for each operation and each',
    'documented status; what the handler was given has to be what the client sent, and what the client was given has to be',
    `what the handler answered: path, query, headers, cookies, body, credentials, status. Last run on ${ranOn}. \`pnpm round-trips\``,
    'runs it again and writes this page; `pnpm test` runs a smaller form each time.',
    '',
    'How many operations × statuses each client went through, and with how many requests:',
    '',
    '| document | operations | operations × statuses | openapi-fetch | hey-api | fetch | seed |',
    '|---|---|---|---|---|---|---|',
    ...documents.map(({ document, operations, statuses, covered, requests, seed }) => {
      const cells = (['openapi-fetch', 'hey-api', 'fetch'] as const).map((client) =>
        covered[client] === 0 ? '–' : `${covered[client]} (${requests[client].toLocaleString('en')} requests)`,
      )
      return `| ${titles.get(document)} | ${operations} | ${statuses} | ${cells.join(' | ')} | ${seed} |`
    }),
    '',
    'Webhooks and callbacks count as operations and are called with fetch alone. Of GitHub’s document these are operations',
    'drawn from a seed; its server has them all.',
    '',
    '## What clients cannot do',
    '',
    'The servers are not to blame for these, and nothing is skipped on their account:',
    '',
    '| client | limit | instead |',
    '|---|---|---|',
    ...[...SENDING_LIMITS, ...UNSENDABLE, ...UNCALLABLE, ...READING_LIMITS].map(
      ({ clients, what, instead }) => `| ${clients.join(', ')} | ${what} | ${instead} |`,
    ),
    '',
    '## What HTTP cannot carry',
    '',
    'Values of these kinds are not made up:',
    '',
    ...HTTP_LIMITS.map((limit) => `- ${limit}`),
    '',
  ].join('\n')
}
