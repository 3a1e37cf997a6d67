import type { IncomingMessage } from 'node:http'

const MOST_CHARACTERS = 400

/** What the browser calls itself, as plain text; null when it says nothing. */
export function userAgentOf({ headers }: Pick<IncomingMessage, 'headers'>): string | null {
  // Bytes beyond ASCII have no agreed meaning in a field, and control characters none on a page or in a terminal.
  const text =
    headers['user-agent']
      ?.slice(0, MOST_CHARACTERS)
      .replace(/[^\x20-\x7e]/g, '?')
      .trim() ?? ''
  return text === '' ? null : text
}
