import { readFileSync } from 'node:fs'
import type { operations as ManagementOperations } from '@identity-hub/api-types/management'
import type { OperationId as ProtocolId } from '@identity-hub/koa-server'
import { parse } from 'yaml'
import { pageRoutes, type PageName, type PageRoute } from '../../src/interactions/page-routes.ts'

export type { ProtocolId, PageName }
export type ManagementId = keyof ManagementOperations
export type EndpointId = ProtocolId | ManagementId | PageName

/** Something that the hub answers, as a document or the table of pages tells of it. */
export interface Endpoint {
  readonly id: string
  readonly method: string
  /** With `{names}`. */
  readonly path: string
  /** Names of its parameters in the query. */
  readonly query: readonly string[]
}

interface Parameter {
  readonly $ref?: string
  readonly name?: string
  readonly in?: string
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Partial<Operation>>>>>
  readonly components: { readonly parameters: Readonly<Record<string, Parameter>> }
}

interface Operation {
  readonly operationId: string
  readonly parameters: readonly Parameter[]
}

/** The operations of `openapi/<name>.yaml`. */
export function documented(name: 'oauth' | 'management'): readonly Endpoint[] {
  const source = readFileSync(new URL(`../../../../openapi/${name}.yaml`, import.meta.url), 'utf8')
  // `redocly lint` says that it is one.
  const { paths, components } = parse(source) as Document
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).flatMap(([method, { operationId: id, parameters = [] }]) => {
      if (id === undefined) return []
      const resolved = parameters.map((one) => components.parameters[one.$ref?.split('/').at(-1) ?? ''] ?? one)
      const query = resolved.flatMap((one) => (one.in === 'query' && one.name !== undefined ? [one.name] : []))
      return [{ id, method: method.toUpperCase(), path, query }]
    }),
  )
}

export function pages(): readonly Endpoint[] {
  const routes: readonly (readonly [string, PageRoute])[] = Object.entries(pageRoutes)
  return routes.map(([id, { method, path }]) => ({ id, method, path, query: [] }))
}
