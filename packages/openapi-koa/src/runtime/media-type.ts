export interface MediaType {
  /** Type and subtype in lower case. */
  readonly essence: string
  /** In lower case, without quotes. */
  readonly charset: string | undefined
}

const MEDIA_TYPE = /^\s*([!#$%&'*+.^_`|~0-9a-z-]+\/[!#$%&'*+.^_`|~0-9a-z-]+)\s*(?:;|$)/i
const CHARSET = /;\s*charset=(?:"([^"]*)"|([^\s;"]+))/i

/** Undefined when it is none. RFC 9110 §8.3.1 */
export function parseMediaType(value: string): MediaType | undefined {
  const essence = MEDIA_TYPE.exec(value)?.[1]
  if (essence === undefined) return undefined
  const charset = CHARSET.exec(value)
  return { essence: essence.toLowerCase(), charset: (charset?.[1] ?? charset?.[2])?.toLowerCase() }
}

export function isUtf8Charset(charset: string | undefined): boolean {
  return charset === undefined || charset === 'utf-8' || charset === 'utf8'
}

export function isJson(essence: string): boolean {
  return essence === 'application/json' || essence.endsWith('+json') || essence === 'text/json'
}

export const FORM = 'application/x-www-form-urlencoded'
