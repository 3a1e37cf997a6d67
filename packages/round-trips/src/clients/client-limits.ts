import { isEmptyStatus } from '../empty-status.ts'
import type { Call } from '../document/call.ts'
import type { Answer, SentRequest } from '../exchange.ts'
import { kindOf } from '../media-type.ts'
import type { ClientName } from './client.ts'
import { written } from './plain-fetch.ts'
import { hasPathStyles } from './write-fields.ts'

/** Something that a client cannot say, or does not show as it was. */
export interface ClientLimit {
  readonly clients: readonly ClientName[]
  readonly what: string
  /** What is done instead, or what is compared instead. */
  readonly instead: string
}

/** Where the value that a client reads differs from the answer by its own doing. The bytes that arrived are compared all the same. */
export interface ReadingLimit extends ClientLimit {
  readonly applies: (answer: Answer, call: Call) => boolean
}

const isError = ({ status }: Answer): boolean => status >= 300
const kindOfAnswer = ({ contentType = '' }: Answer): ReturnType<typeof kindOf> => kindOf(contentType)

export const READING_LIMITS: readonly ReadingLimit[] = [
  {
    clients: ['openapi-fetch', 'hey-api'],
    what: 'An answer without content is `undefined`, `{}` or an empty text, and HEAD has none.',
    instead: 'Status and headers are compared, and that no bytes came.',
    applies: (answer, { method }) =>
      !answer.content || isEmptyStatus(answer.status) || answer.body === '' || method === 'HEAD',
  },
  {
    clients: ['openapi-fetch', 'hey-api'],
    what: 'An error that is text is read as JSON when it can be: the text `1` is the number 1.',
    instead: 'The bytes are compared.',
    applies: (answer) => isError(answer) && kindOfAnswer(answer) === 'text' && isJsonText(String(answer.body)),
  },
  {
    clients: ['openapi-fetch', 'hey-api'],
    what: 'An error that is bytes is read as text.',
    instead: 'The bytes are compared.',
    applies: (answer) => isError(answer) && kindOfAnswer(answer) === 'bytes',
  },
  {
    clients: ['hey-api'],
    what: 'An error whose JSON is null or false, zero or an empty text, is `{}` or text.',
    instead: 'The bytes are compared.',
    applies: (answer) => isError(answer) && kindOfAnswer(answer) === 'json' && !answer.body,
  },
]

/** What a client cannot send at all, however it is asked. It is never made up for that client. */
export const UNSENDABLE: readonly (ClientLimit & { readonly applies: (request: SentRequest) => boolean })[] = [
  {
    clients: ['hey-api'],
    what: 'A body that is an empty text is left out, and its Content-Type with it.',
    instead: 'The other clients send it.',
    applies: ({ body }) => body !== undefined && kindOf(body.content.contentType) !== 'json' && written(body) === '',
  },
]

export function canSend(client: ClientName, request: SentRequest): boolean {
  return !UNSENDABLE.some((limit) => limit.clients.includes(client) && limit.applies(request))
}

/** Operations that a client cannot call rightly. It is not tried with them. */
export const UNCALLABLE: readonly (ClientLimit & { readonly applies: (call: Call) => boolean })[] = [
  {
    clients: ['hey-api'],
    what: 'A path parameter of style `label` or `matrix` is written in style `simple`, and nothing can be said against it.',
    instead: 'The other clients call such an operation.',
    applies: hasPathStyles,
  },
]

export function canCall(client: ClientName, call: Call): boolean {
  return !UNCALLABLE.some((limit) => limit.clients.includes(client) && limit.applies(call))
}

/** What a client does not send by itself, and how it is made to. */
export const SENDING_LIMITS: readonly ClientLimit[] = [
  {
    clients: ['openapi-fetch', 'hey-api'],
    what: 'Cookie parameters are not written.',
    instead: 'They stand in a Cookie header that the caller writes.',
  },
  {
    clients: ['openapi-fetch'],
    what: 'Every body is labelled application/json, forms and text too.',
    instead: 'The caller gives the Content-Type, and a `bodySerializer` for what is not JSON.',
  },
  {
    clients: ['openapi-fetch'],
    what: 'Paths and queries are written in one style, whatever the document says of a parameter.',
    instead: 'Where the document says another one, the caller gives a `pathSerializer` or a `querySerializer`.',
  },
  {
    clients: ['hey-api'],
    what: 'Of several media types of a body one is generated.',
    instead: 'For the others the caller gives a `bodySerializer` and the Content-Type.',
  },
  {
    clients: ['hey-api'],
    what: 'Response headers have no types.',
    instead: 'They are read from the response.',
  },
  {
    clients: ['openapi-fetch', 'hey-api'],
    what: 'Webhooks and callbacks have no address in the document, so there are no functions for them.',
    instead: 'They are called with fetch.',
  },
]

/** What no request or answer can carry, whoever sends it: it is never made up. */
export const HTTP_LIMITS: readonly string[] = [
  'A path parameter is neither empty nor `.` or `..`: URLs take these for steps.',
  'In a path, query, header, cookie or form there is no null and no empty list: no style writes them.',
  'In a header stand visible ASCII characters with blanks inside; in a cookie no comma, semicolon, quote, backslash or percent sign.',
  'A text that looks like a number or a boolean is one wherever the schema allows both, and a list of one is no list where one value is allowed, too.',
  'A member named `__proto__` is refused by the stub on purpose, wherever it stands in a JSON body.',
  'Members of a form that the document does not name do not reach the handler.',
  "Content-Length and Transfer-Encoding are the server's own, also where a document lists them.",
]

export function readingLimit(client: ClientName, answer: Answer, call: Call): ReadingLimit | undefined {
  return READING_LIMITS.find((limit) => limit.clients.includes(client) && limit.applies(answer, call))
}

function isJsonText(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
