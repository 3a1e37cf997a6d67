import { type JsonObject, objectAt } from './json.ts'

export type RequestPart = 'path' | 'query' | 'headers' | 'cookies' | 'body'

/** Where `forHeyApi` leaves word for the plugin. */
export const NAMED_PARTS = 'x-openapi-koa-named-parts'

/** `cookies`, or `body text/plain`. */
export function partKey(part: RequestPart, contentType?: string): string {
  return contentType === undefined ? part : `${part} ${contentType}`
}

export function readNamedParts(operation: JsonObject): Record<string, string> {
  return Object.fromEntries(
    Object.entries(objectAt(operation, NAMED_PARTS)).flatMap(([key, name]) =>
      typeof name === 'string' ? [[key, name]] : [],
    ),
  )
}
