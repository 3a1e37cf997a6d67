import { type BodyPlan, planBody } from './bodies/body-plan.ts'
import { type HeadersPlan, planHeaders } from './parameters/check-headers.ts'
import { type ParametersPlan, planParameters } from './parameters/check-parameters.ts'
import { type PathPlan, planPath } from './parameters/check-path.ts'
import { type ResponsePlan, planResponse } from './responses/check-response.ts'
import type { NegotiationPlan } from './responses/negotiate.ts'
import { planNegotiation } from './responses/negotiate.ts'
import type { OperationEntry } from './operation-table.ts'
import type { SchemaCompiler } from './schema-compiler.ts'
import type { UrlencodedLimits } from './parameters/urlencoded.ts'

export interface RequestLimits extends UrlencodedLimits {
  readonly bodyLimitBytes: number
}

/** The checks of one document, shared by all operations of a router. */
export interface DocumentSchemas {
  readonly request: SchemaCompiler
  readonly response: SchemaCompiler
}

/** All that a request of one operation is checked against, made once per router. */
export interface OperationPlan {
  readonly operationId: string
  readonly method: string
  readonly path: PathPlan | undefined
  readonly query: ParametersPlan | undefined
  readonly headers: HeadersPlan | undefined
  readonly cookies: ParametersPlan | undefined
  readonly body: BodyPlan | undefined
  /** Query and body go to the handler as they were sent. */
  readonly loose: boolean
  readonly limits: RequestLimits
  /** Where a success has several media types. */
  readonly negotiation: NegotiationPlan | undefined
  readonly responses: ReadonlyMap<number | string, ResponsePlan>
}

export function planOperation(
  operationId: string,
  entry: OperationEntry,
  pathTemplate: string,
  options: { readonly loose: boolean; readonly limits: RequestLimits; readonly schemas: DocumentSchemas },
): OperationPlan {
  const { path, query, headers, cookies, body } = entry.request
  const { loose, limits, schemas } = options
  return {
    operationId,
    method: entry.method,
    path: path && planPath(path, pathTemplate, schemas.request),
    query: query && planParameters(query, schemas.request, 'query'),
    headers: headers && planHeaders(headers, schemas.request),
    cookies: cookies && planParameters(cookies, schemas.request, 'cookie'),
    body: body && planBody(body, schemas.request),
    loose,
    limits,
    negotiation: planNegotiation(entry.responses),
    responses: new Map(
      Object.entries(entry.responses).map(([key, response]) => [
        statusKey(key),
        planResponse(response, schemas.response),
      ]),
    ),
  }
}

/** `200` as a number, `4XX` and `default` as they are. */
function statusKey(key: string): number | string {
  return /^[1-5][0-9]{2}$/.test(key) ? Number(key) : key
}
