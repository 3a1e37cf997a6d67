/** What is known of those whom a refusal concerns. */
export interface Names {
  /** The `client_id`. */
  readonly clientId: string | null
  /** The account's id. */
  readonly userId: string | null
}

export const NOBODY: Names = { clientId: null, userId: null }

const GAP = /\{(client_id|client|user)\}/g
const AT_THE_BEGINNING = /^./u

/** A sentence of the catalogue about somebody. */
export function fill(sentence: string, { clientId, userId }: Names): string {
  const words: Readonly<Record<string, string>> = {
    client_id: clientId ?? 'the client_id that was sent',
    client: clientId === null ? 'the client' : `the client ${clientId}`,
    user: userId === null ? 'the user' : `the user ${userId}`,
  }
  return sentence
    .replace(GAP, (gap, name: string) => words[name] ?? gap)
    .replace(AT_THE_BEGINNING, (first) => first.toUpperCase())
}
