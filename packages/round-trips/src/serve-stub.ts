import { once } from 'node:events'
import { createServer } from 'node:http'
import Koa from 'koa'
import { comparable } from './multipart.ts'
import { secretFor } from './arbitrary-of-request.ts'
import type { Call } from './document/call.ts'
import type { Answer } from './exchange.ts'
import type { Stub } from './generate.ts'

export interface ReceivedRequest {
  readonly id: string
  readonly path?: unknown
  readonly query?: unknown
  readonly headers?: unknown
  readonly cookies?: unknown
  readonly body?: unknown
  readonly security?: unknown
}

/** What a security handler was given, and handed on. */
export interface Principal {
  readonly scheme: string
  readonly credentials: Readonly<Record<string, unknown>>
}

export interface ServedStub extends AsyncDisposable {
  readonly origin: string
  readonly port: number
  /** What Koa's error handler was given since the last call. */
  takeErrors(): unknown[]
}

/** A server of all that a document describes. */
export async function serveStub(
  stub: Stub,
  calls: readonly Call[],
  answer: (call: Call, request: ReceivedRequest) => Answer,
  routerOptions: object = LARGE,
): Promise<ServedStub> {
  let errors: unknown[] = []
  const handlersOf = (kind: Call['kind']): object =>
    Object.fromEntries(
      calls
        .filter((call) => call.kind === kind)
        .map((call) => [
          call.id,
          async (request: object) => {
            return responseOf(call, answer(call, await readStreams({ ...request, id: call.id })))
          },
        ]),
    )
  const pathsOf = (kind: Call['kind']): object =>
    Object.fromEntries(calls.filter((call) => call.kind === kind).map(({ id, path }) => [id, path]))

  const options = {
    ...routerOptions,
    context: () => undefined,
    validateResponses: true,
    security: securityHandlers(calls),
  }
  const routers = [
    stub.createRouter?.(handlersOf('operations'), options),
    stub.createWebhookRouter?.(handlersOf('webhooks'), { ...options, paths: pathsOf('webhooks') }),
    stub.createCallbackRouter?.(handlersOf('callbacks'), { ...options, paths: pathsOf('callbacks') }),
  ]
  const app = new Koa()
  app.on('error', (error) => errors.push(error))
  for (const router of routers) if (router) app.use(router.routes())
  const handle = app.callback()
  const server = createServer((request, response) => void handle(request, response)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('It does not listen on TCP.')
  return {
    origin: `http://127.0.0.1:${address.port}`,
    port: address.port,
    takeErrors: () => {
      const taken = errors
      errors = []
      return taken
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Larger than anything that is made up here. */
const LARGE = { bodyLimitBytes: 4_194_304, maxParameters: 1_000, maxParameterBytes: 262_144 }

function responseOf(call: Call, { status, headers, content, contentType, body }: Answer): object {
  const documented = call.responses.find((response) => content && response.content.includes(content))
  const isOnly = documented?.content.length === 1 && contentType === content?.contentType
  return {
    status,
    headers,
    ...(content && { body }),
    // Where there is one, nobody needs to say it.
    ...(content && !isOnly && { contentType }),
  }
}

/** Bytes of a request come as a stream. */
async function readStreams(request: ReceivedRequest): Promise<ReceivedRequest> {
  const { body } = request
  if (typeof body !== 'object' || body === null) return request
  if (!(Symbol.asyncIterator in body)) return { ...request, body: await comparable(body) }
  const chunks: Buffer[] = []
  for await (const chunk of body as AsyncIterable<Buffer>) chunks.push(Buffer.from(chunk)) // Node's streams of bytes
  return { ...request, body: Buffer.concat(chunks) }
}

/** Everybody who comes with credentials of the scheme is let in, and the credentials are handed on. */
function securityHandlers(calls: readonly Call[]): object {
  const schemes = new Set(calls.flatMap(({ security }) => security.flat().map(({ name }) => name)))
  return Object.fromEntries(
    [...schemes].map((scheme) => [
      scheme,
      ({
        context: _context,
        operationId: _operationId,
        ...credentials
      }: Record<string, unknown>): Principal | undefined => {
        const isOwn = Object.values(credentials).some((value) => String(value).startsWith(secretFor(scheme)))
        return isOwn ? { scheme, credentials } : undefined
      },
    ]),
  )
}
