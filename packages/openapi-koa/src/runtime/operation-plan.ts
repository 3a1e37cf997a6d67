import type { OperationEntry } from './operation-table.ts'
import { type ParametersPlan, planParameters } from './check-parameters.ts'
import { type BodyPlan, planBody } from './check-body.ts'
import { type HeadersPlan, planHeaders } from './check-headers.ts'
import { type PathPlan, planPath } from './check-path.ts'
import type { UrlencodedLimits } from './urlencoded.ts'

export interface RequestLimits extends UrlencodedLimits {
  readonly bodyLimitBytes: number
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
  readonly responses: ReadonlyMap<number | string, ResponsePlan>
}

export interface ResponsePlan {
  readonly hasContent: boolean
  /** The only media type there is; with several, or a range, the handler says which. */
  readonly contentType: string | undefined
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
    path: path && planPath(path, pathTemplate),
    query: query && planParameters(query),
    headers: headers && planHeaders(headers),
    cookies: cookies && planParameters(cookies),
    body: body && planBody(body),
    loose: options.loose,
    limits: options.limits,
    responses: new Map(Object.entries(entry.responses).map(([key, types]) => [statusKey(key), planResponse(types)])),
  }
}

function planResponse([only, ...others]: readonly string[]): ResponsePlan {
  const exact = only !== undefined && others.length === 0 && !only.includes('*')
  return { hasContent: only !== undefined, contentType: exact ? only : undefined }
}

/** `200` as a number, `4XX` and `default` as they are. */
function statusKey(key: string): number | string {
  return /^[1-5][0-9]{2}$/.test(key) ? Number(key) : key
}
