import { parseMediaType } from '../media-type.ts'
import { extendedValue, plainName, textOfOctets } from './plain-name.ts'

/** What the fields above one part of a multipart body say. */
export interface PartHeaders {
  /** Undefined: the part has none. */
  readonly name: string | undefined
  /** Without folders; empty when the sender's form had no file to send, undefined when the part is no file. */
  readonly filename: string | undefined
  /** As it was sent; undefined: it was not. */
  readonly contentType: string | undefined
}

/** Field names in lower case, values in octets. */
export type RawPartHeaders = Readonly<Record<string, readonly string[]>>

/** Undefined when they are broken, or say the same thing twice. RFC 7578 §4 */
export function readPartHeaders(raw: RawPartHeaders): PartHeaders | undefined {
  const [disposition, contentType] = [raw['content-disposition'], raw['content-type']]
  if ((disposition && disposition.length > 1) || (contentType && contentType.length > 1)) return undefined
  const parameters = disposition?.[0] === undefined ? new Map<string, string>() : readDisposition(disposition[0])
  const type = contentType?.[0]
  if (!parameters || (type !== undefined && !isMediaType(type))) return undefined
  const filename = parameters.get('filename*') ?? parameters.get('filename')
  return {
    name: parameters.get('name'),
    filename: filename === undefined ? undefined : plainName(filename),
    contentType: type,
  }
}

/** Handlers pass it on, as often as not in a header. */
function isMediaType(text: string): boolean {
  return /^[\t\u0020-\u007E]*$/.test(text) && parseMediaType(text) !== undefined
}

/** Whether a part is sent as it is; RFC 7578 §4.7 wants no other way. */
export function isPlainTransfer(raw: RawPartHeaders): boolean {
  const encodings = raw['content-transfer-encoding'] ?? []
  return encodings.every((encoding) => /^\s*(?:7bit|8bit|binary)\s*$/i.test(encoding))
}

const DISPOSITION = /^\s*[\w!#$%&'*+.^`|~-]+\s*/
// In quotes, browsers leave a backslash as it is and others put one in front of a quote or of another backslash.
const PARAMETER = /;\s*([\w!#$%&'+.^`|~-]+\*?)\s*=\s*(?:"((?:[^"\\]|\\["\\]|\\(?!["\\]))*)"|([^\s;"]*))\s*/y

function readDisposition(text: string): Map<string, string> | undefined {
  const start = DISPOSITION.exec(text)
  if (!start) return undefined
  const found = new Map<string, string>()
  PARAMETER.lastIndex = start[0].length
  while (PARAMETER.lastIndex < text.length) {
    const at = PARAMETER.lastIndex
    const [, name, quoted, token] = PARAMETER.exec(text) ?? []
    // Some end the list with a semicolon.
    if (name === undefined) return /^[;\s]*$/.test(text.slice(at)) ? found : undefined
    const key = name.toLowerCase()
    if (found.has(key)) return undefined
    const value = quoted?.replaceAll(/\\(["\\])/g, '$1') ?? token ?? ''
    const decoded = key === 'filename*' ? extendedValue(value) : textOfOctets(value)
    if (decoded === undefined) return undefined
    found.set(key, decoded)
  }
  return found
}
