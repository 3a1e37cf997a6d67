import { isAbsolute, join } from 'node:path'

/** Parsers of environment variables: the value, or undefined when the text is not one. */
export const SECURE_FORM = 'an https URL, or http on this machine'

export function wholeNumber(least: number, most: number): (text: string) => number | undefined {
  return (text) => {
    const value = /^\d{1,6}$/.test(text) ? Number(text) : NaN
    return value >= least && value <= most ? value : undefined
  }
}

export function parseOrigin(text: string): string | undefined {
  const url = parseSecureUrl(text)
  return url && (text === url.origin || text === `${url.origin}/`) ? url.origin : undefined
}

export function parseIssuer(text: string): string | undefined {
  return parseSecureUrl(text) && !/[?#]|\/$/.test(text) ? text : undefined
}

function parseSecureUrl(text: string): URL | undefined {
  const url = URL.parse(text)
  if (!url || url.username || url.password) return undefined
  const isLoopback = /^(?:127\.\d+\.\d+\.\d+|\[::1\]|(?:[a-z0-9-]+\.)*localhost)$/.test(url.hostname)
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback) ? url : undefined
}

export function visible(text: string): string | undefined {
  return /^[\x20-\x7E]+$/.test(text) ? text : undefined
}

// RFC 6749 §3.3
export function parseScope(text: string): string | undefined {
  return /^[\x21\x23-\x5B\x5D-\x7E]+(?: [\x21\x23-\x5B\x5D-\x7E]+)*$/.test(text) ? text : undefined
}

export function parseDatabaseUrl(url: string, workspaceRoot: string): string | undefined {
  const path = /^sqlite:([^:?#]+)$/.exec(url)?.[1]
  if (path === undefined || path.endsWith('/')) return undefined
  return isAbsolute(path) ? path : join(workspaceRoot, path)
}

export function parseKey(text: string): Buffer | undefined {
  const key = /^[\w-]{43}=?$/.test(text) ? Buffer.from(text, 'base64url') : undefined
  return key?.length === 32 ? key : undefined
}
