import type { Router, RouterContext } from '@koa/router'
import { answerInvalid } from './answer-invalid.ts'
import { checkBody } from './check-body.ts'
import { type CheckedRequest, checkParameterParts, takeContent } from './check-request.ts'
import type { RouterOptions, ValidateOption } from './handlers-type.ts'
import type { InvalidRequest, LooseResponse } from './invalid-request.ts'
import { type OperationPlan, type RequestLimits, planOperation } from './operation-plan.ts'
import { OperationRouter } from './operation-router.ts'
import type { OperationTable } from './operation-table.ts'
import { compareTemplates } from './path-template.ts'
import { problemDetails } from './problem-details.ts'
import { refuseMethod } from './refuse.ts'
import { writeLooseResponse, writeResponse } from './write-response.ts'

/** The types of a document say what a handler takes and gives; here it is any of them. */
export type AnyHandler = (request: object) => LooseResponse | Promise<LooseResponse>
export type AnyRouterOptions = RouterOptions<string, unknown, ValidateOption>

interface Operation {
  readonly plan: OperationPlan
  readonly handler: AnyHandler
}

export function buildRouter(
  table: Readonly<Partial<OperationTable>>,
  paths: Readonly<Record<string, string>>,
  handlers: Readonly<Record<string, AnyHandler>>,
  options: AnyRouterOptions,
): Router {
  const router = new OperationRouter({ sensitive: true, strict: true })
  const limits: RequestLimits = {
    bodyLimitBytes: options.bodyLimitBytes ?? 65_536,
    maxParameters: options.maxParameters ?? 100,
    maxParameterBytes: options.maxParameterBytes ?? 32_768,
    emptyParametersAreAbsent: options.emptyParametersAreAbsent ?? false,
  }
  const byPath = Map.groupBy(Object.entries(paths), ([, path]) => path)
  for (const path of [...byPath.keys()].toSorted(compareTemplates)) {
    const operations = (byPath.get(path) ?? []).map(([id]) => {
      const [entry, handler] = [table[id], handlers[id]]
      if (!entry || typeof handler !== 'function') throw new TypeError(`There is no handler for ${id}.`)
      return {
        plan: planOperation(id, entry, path, { limits, loose: options.validate?.[id] === false }),
        handler: handler.bind(handlers),
      }
    })
    const withSlash = operations.filter(({ plan }) => options.trailingSlash?.includes(plan.operationId))
    router.addPath(path, dispatcher(operations, options))
    // A route of its own: an optional slash in one pattern would capture the parameters twice.
    if (withSlash.length > 0 && !path.endsWith('/')) router.addPath(`${path}/`, dispatcher(withSlash, options))
  }
  return router
}

function dispatcher(
  operations: readonly Operation[],
  options: AnyRouterOptions,
): (ctx: RouterContext) => Promise<void> {
  const byMethod = new Map(operations.map((operation) => [operation.plan.method, operation]))
  const get = byMethod.get('GET')
  // RFC 9110 §9.3.2; the body is left out where it is sent.
  if (get && !byMethod.has('HEAD')) byMethod.set('HEAD', get)
  const allow = [...new Set([...byMethod.keys(), 'OPTIONS'])]
  const firstId = operations[0]?.plan.operationId ?? ''

  return async (ctx) => {
    const operation = byMethod.get(ctx.method)
    if (operation) {
      const { plan, handler } = operation
      const request: CheckedRequest = { operationId: plan.operationId, context: await options.context(ctx) }
      const failure =
        checkParameterParts(plan, ctx, request) ??
        (plan.body && takeContent(plan, await checkBody(plan.body, ctx.req, plan.limits, plan.loose), request))
      if (failure) await refuseRequest(ctx, failure, request.context, options)
      else writeResponse(ctx, plan, await handler(request), options.send)
    } else if (ctx.method === 'OPTIONS') {
      writeLooseResponse(ctx, { status: 204, headers: { Allow: allow.join(', ') } }, options.send)
    } else {
      await refuseRequest(ctx, refuseMethod(firstId, allow), await options.context(ctx), options)
    }
  }
}

async function refuseRequest(
  ctx: RouterContext,
  failure: InvalidRequest,
  context: unknown,
  options: AnyRouterOptions,
): Promise<void> {
  const makeResponse = options.onInvalidRequest ?? problemDetails
  answerInvalid(ctx, failure, await makeResponse(failure, context), options.send)
}
