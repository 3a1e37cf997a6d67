import type { ContractDocument, DocumentedOperation } from './read-document.ts'

/**
 * Which operation a request reaches: `head` is the GET without its body, `other-method` a method that the path does not
 * document (only its 405 fits).
 */
export type OperationMatch =
  | { readonly kind: 'operation' | 'head' | 'other-method'; readonly operation: DocumentedOperation }
  | { readonly kind: 'exempt'; readonly reason: Exemption }

/** The requests whose answers the document says nothing about. */
export type Exemption =
  | 'own page: the path is not in the document'
  | 'CORS preflight: OPTIONS is not an operation'
  | 'refused as a message, before there was an operation'

export function matchOperation(document: ContractDocument, method: string, pathname: string): OperationMatch {
  const onPath = document.operations.filter(({ path }) => pathPattern(path).test(pathname))
  const [first] = onPath
  if (first === undefined) return { kind: 'exempt', reason: 'own page: the path is not in the document' }
  if (method === 'OPTIONS') return { kind: 'exempt', reason: 'CORS preflight: OPTIONS is not an operation' }
  const exact = onPath.find((operation) => operation.method === method)
  if (exact !== undefined) return { kind: 'operation', operation: exact }
  const get = onPath.find((operation) => operation.method === 'GET')
  if (method === 'HEAD' && get !== undefined) return { kind: 'head', operation: get }
  return { kind: 'other-method', operation: first }
}

const patterns = new Map<string, RegExp>()

// A path is answered with a slash at its end as well.
function pathPattern(path: string): RegExp {
  let pattern = patterns.get(path)
  if (pattern === undefined) {
    const literal = path.replaceAll(/[.*+?^$()|[\]\\]/g, String.raw`\$&`)
    pattern = new RegExp(`^${literal.replaceAll(/\{[^}]+\}/g, '[^/]+')}/?$`)
    patterns.set(path, pattern)
  }
  return pattern
}
