import type { Router, RouterContext } from '@koa/router'
import { answerInvalid } from './refusals/answer-invalid.ts'
import { checkBody } from './bodies/check-body.ts'
import { refusalOfThrown } from './bodies/invalid-body.ts'
import { type CheckedRequest, checkParameterParts, takeContent } from './check-request.ts'
import { checkSecurity } from './security/check-security.ts'
import type { RouterOptions, ValidateOption } from './handlers-type.ts'
import type { InvalidRequest, LooseResponse } from './refusals/invalid-request.ts'
import { type OperationPlan, type RequestLimits, planOperation } from './operation-plan.ts'
import { OperationRouter } from './routing/operation-router.ts'
import type { DocumentEntry, OperationTable } from './operation-table.ts'
import { compareTemplates, templateShape } from './routing/path-template.ts'
import { type AnySecurityHandlers, type SecurityPlan, planSecurity } from './security/plan-security.ts'
import { problemDetails } from './refusals/problem-details.ts'
import { answerUnauthorized } from './security/answer-unauthorized.ts'
import { refuseMethod } from './refusals/refuse-request.ts'
import { SchemaCompiler } from './schema-compiler.ts'
import type { OnUnauthorized } from './security/security-type.ts'
import { writeLooseResponse, writeResponse } from './responses/write-response.ts'

/** The types of a document say what a handler takes and gives; here it is any of them. */
export type AnyHandler = (request: object) => LooseResponse | Promise<LooseResponse>
export type AnyRouterOptions = RouterOptions<string, unknown, ValidateOption> & {
  readonly security?: AnySecurityHandlers | 'in-handlers'
  readonly onUnauthorized?: OnUnauthorized<unknown>
}

interface Operation {
  readonly plan: OperationPlan
  readonly security: SecurityPlan | undefined
  readonly handler: AnyHandler
}

export function buildRouter(
  document: Pick<DocumentEntry, 'definitions' | 'securitySchemes'>,
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
  const schemas = {
    request: new SchemaCompiler(document.definitions, 'request'),
    response: new SchemaCompiler(document.definitions, 'response'),
  }
  const bodyLimits: Readonly<Record<string, number | undefined>> = options.bodyLimitBytesOf ?? {}
  // Templates that differ in their parameters' names only are one path to whoever asks.
  const byShape = Map.groupBy(Object.entries(paths), ([, path]) => templateShape(path))
  for (const [, group] of [...byShape].toSorted(([a], [b]) => compareTemplates(a, b))) {
    const operations = group.map(([id, path]) => {
      const [entry, handler] = [table[id], handlers[id]]
      if (!entry || typeof handler !== 'function') throw new TypeError(`There is no handler for ${id}.`)
      const bodyLimitBytes = bodyLimits[id] ?? limits.bodyLimitBytes
      const loose = options.validate?.[id] === false
      return {
        plan: planOperation(id, entry, path, { limits: { ...limits, bodyLimitBytes }, loose, schemas }),
        security: planSecurity(id, entry.security, document.securitySchemes, options),
        handler: handler.bind(handlers),
      }
    })
    const withSlash = operations.filter(({ plan }) => options.trailingSlash?.includes(plan.operationId))
    const path = group[0]?.[1] ?? ''
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
  const byMethod = new Map<string, Operation>()
  for (const operation of operations) {
    const { method, operationId } = operation.plan
    const other = byMethod.get(method)?.plan.operationId
    if (other !== undefined) throw new TypeError(`${other} and ${operationId} answer the same requests.`)
    byMethod.set(method, operation)
  }
  const get = byMethod.get('GET')
  // RFC 9110 §9.3.2; the body is left out where it is sent.
  if (get && !byMethod.has('HEAD')) byMethod.set('HEAD', get)
  const allow = [...new Set([...byMethod.keys(), 'OPTIONS'])]
  const firstId = operations[0]?.plan.operationId ?? ''

  return async (ctx) => {
    const operation = byMethod.get(ctx.method)
    if (operation) {
      const { plan, security, handler } = operation
      const request: CheckedRequest = { operationId: plan.operationId, context: await options.context?.(ctx) }
      if (security) {
        // Who calls is asked before anything else of the request is looked at.
        const checked = await checkSecurity(security, ctx, request.context)
        if (!checked.ok) return answerUnauthorized(ctx, checked.failure, request.context, options)
        request.security = checked.value
      }
      let failure =
        checkParameterParts(plan, ctx, request) ??
        (plan.body && takeContent(plan, await checkBody(plan.body, ctx, plan.limits, plan.loose), request))
      if (!failure) {
        try {
          return writeResponse(ctx, plan, await handler(request), options)
        } catch (error) {
          // The handler read the body itself, and found it too long or broken.
          const refusal = plan.body && refusalOfThrown(error)
          failure = refusal && takeContent(plan, { ok: false, refusal }, request)
          if (!failure) throw error
        }
      }
      await refuseRequest(ctx, failure, request.context, options)
    } else if (ctx.method === 'OPTIONS') {
      writeLooseResponse(ctx, { status: 204, headers: { Allow: allow.join(', ') } }, options.send)
    } else {
      await refuseRequest(ctx, refuseMethod(firstId, allow), await options.context?.(ctx), options)
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
