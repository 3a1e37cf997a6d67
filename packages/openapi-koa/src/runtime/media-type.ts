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

/** Whether a media type is within a range of the document: itself, `image/*` or `*\/*`. RFC 9110 §12.5.1 */
export function isWithin(essence: string, range: string): boolean {
  return range === essence || range === '*/*' || (range.endsWith('/*') && essence.startsWith(range.slice(0, -1)))
}

// RFC 2046 §5.1.1
const BOUNDARY = /;\s*boundary=(?:"([^"]*)"|([^\s;"]+))\s*(?:;|$)/i
const BOUNDARY_CHARACTERS = /^[0-9a-z'()+_,\-./:=? ]{0,69}[0-9a-z'()+_,\-./:=?]$/i

/** What stands between the parts of a multipart body; undefined when its media type does not say it as it should. */
export function boundaryOf(contentType: string): string | undefined {
  const found = BOUNDARY.exec(contentType)
  const boundary = found?.[1] ?? found?.[2]
  return boundary !== undefined && BOUNDARY_CHARACTERS.test(boundary) ? boundary : undefined
}

export const FORM = 'application/x-www-form-urlencoded'
