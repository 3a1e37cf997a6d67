import type { OperationEntry } from './operation-table.ts'
import { type ParametersPlan, planParameters } from './check-parameters.ts'
import { type BodyPlan, planBody } from './check-body.ts'
import { type HeadersPlan, planHeaders } from './check-headers.ts'
import type { UrlencodedLimits } from './urlencoded.ts'

export interface RequestLimits extends UrlencodedLimits {
  readonly bodyLimitBytes: number
}

/** All that a request of one operation is checked against, made once per router. */
export interface OperationPlan {
  readonly operationId: string
  readonly method: string
  /** The path's parameters in the order of the template. */
  readonly pathNames: readonly string[]
  readonly path: ParametersPlan | undefined
  readonly query: ParametersPlan | undefined
  readonly headers: HeadersPlan | undefined
  readonly cookies: ParametersPlan | undefined
  readonly body: BodyPlan | undefined
  /** Query and body go to the handler as they were sent. */
  readonly loose: boolean
  readonly limits: RequestLimits
  readonly responses: ReadonlyMap<number | string, ResponsePlan>
}

export interface ResponsePlan {
  readonly contentTypes: readonly string[]
}

export function planOperation(
  operationId: string,
  entry: OperationEntry,
  pathTemplate: string,
  options: { readonly loose: boolean; readonly limits: RequestLimits },
): OperationPlan {
  const { path, query, headers, cookies, body } = entry.request
  return {
    operationId,
    method: entry.method,
    pathNames: [...pathTemplate.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name ?? ''),
    path: path && planParameters(path),
    query: query && planParameters(query),
    headers: headers && planHeaders(headers),
    cookies: cookies && planParameters(cookies),
    body: body && planBody(body),
    loose: options.loose,
    limits: options.limits,
    responses: new Map(
      Object.entries(entry.responses).map(([key, contentTypes]) => [statusKey(key), { contentTypes }]),
    ),
  }
}

/** `200` as a number, `4XX` and `default` as they are. */
function statusKey(key: string): number | string {
  return /^[1-5][0-9]{2}$/.test(key) ? Number(key) : key
}
