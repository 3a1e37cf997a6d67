import { quoted } from '../registration/quoted.ts'

/** What is known of those whom a refusal concerns. */
export interface Names {
  /** The `client_id`. */
  readonly clientId: string | null
  /** The account's id. */
  readonly userId: string | null
  /** What the contract calls the parameter that was wrong. */
  readonly parameter: string | null
}

export const NOBODY: Names = { clientId: null, userId: null, parameter: null }

const GAP = /\{(client_id|client|user|parameter)\}/g
const AT_THE_BEGINNING = /^./u

/** A sentence of the catalogue about somebody. */
export function fill(sentence: string, { clientId, userId, parameter }: Names): string {
  const words: Readonly<Record<string, string>> = {
    client_id: clientId === null ? 'the client_id that was sent' : named(clientId),
    client: clientId === null ? 'the client' : `the client ${named(clientId)}`,
    user: userId === null ? 'the user' : `the user ${userId}`,
    parameter: parameter === null ? 'a parameter' : `the parameter ${parameter}`,
  }
  return sentence
    .replace(GAP, (gap, name: string) => words[name] ?? gap)
    .replace(AT_THE_BEGINNING, (first) => first.toUpperCase())
}

// Anybody may have sent it: it must not command a terminal, nor go on with our sentence.
function named(clientId: string): string {
  return /^[\u0021-\u007e]+$/.test(clientId) ? clientId : quoted(clientId)
}
