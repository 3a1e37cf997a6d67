import type { ContractDocument } from '../document/read-document.ts'
import { NotApplicable } from '../run/not-applicable.ts'

/** Where the operations of the document are answered. */
export interface Places {
  /** @throws NotApplicable when the server does not answer it */
  readonly url: (operationId: string, issuer?: string) => string
  readonly serves: (operationId: string) => boolean
  /** The path of the document that a request reaches, with a value for each of its variables. */
  readonly documentPath: (url: URL) => string
}

/** At the paths of the document, below the issuer's origin, with the issuer's path as tenant. */
export function documentedPlaces(document: ContractDocument, ofIssuer: string): Places {
  return {
    url(operationId, issuer = ofIssuer) {
      const { origin, pathname } = new URL(issuer)
      return `${origin}${pathOf(document, operationId).replace('{tenant}', pathname.slice(1))}`
    },
    serves: (operationId) => document.operations.some((operation) => operation.operationId === operationId),
    documentPath: ({ pathname }) => pathname,
  }
}

/** Of one issuer: operation ids and URLs. */
export type Located = Readonly<Record<string, string>>

/**
 * At URLs that the server chose.
 * @param located by issuer
 * @param missing what to call an operation that has none
 */
export function locatedPlaces(
  document: ContractDocument,
  ofIssuer: string,
  located: ReadonlyMap<string, Located>,
  missing: (operationId: string) => string,
): Places {
  const pathnames = new Map<string, string>()
  for (const urls of located.values())
    for (const [operationId, url] of Object.entries(urls)) {
      const { origin, pathname } = new URL(url)
      const documented = document.operations.find((operation) => operation.operationId === operationId)
      if (documented !== undefined) pathnames.set(origin + pathname, documented.path.replace('{tenant}', 'tenant'))
    }
  return {
    url(operationId, issuer = ofIssuer) {
      const urls = located.get(issuer)
      if (urls === undefined) throw new NotApplicable(`nothing is known of the paths of ${issuer}`)
      const url = urls[operationId]
      if (url === undefined) throw new NotApplicable(missing(operationId))
      return url
    },
    serves: (operationId) => located.get(ofIssuer)?.[operationId] !== undefined,
    documentPath: ({ origin, pathname }) =>
      pathnames.get(origin + pathname.replace(/(.)\/$/, '$1')) ?? '/not-in-the-document',
  }
}

function pathOf(document: ContractDocument, operationId: string): string {
  const operation = document.operations.find((candidate) => candidate.operationId === operationId)
  if (operation === undefined) throw new Error(`The document has no operation ${operationId}`)
  return operation.path
}
