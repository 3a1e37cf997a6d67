import { createBrowser, type Browser } from '../browser/browser.ts'
import type { ContractPages } from '../browser/pages.ts'
import { readRequestExamples, type Form, type RequestExample } from '../document/examples.ts'
import { readDocument, type ContractDocument } from '../document/read-document.ts'
import { createAuthorizationFlow, type AuthorizationFlow } from '../flow/authorization-flow.ts'
import { createTokenEndpoint, type TokenEndpoint } from '../flow/token-endpoint.ts'
import { send as sendOne, type Send } from '../http/send.ts'
import { documentedPlaces, type Places } from '../server/places.ts'
import type { ContractTarget } from '../target.ts'

/** Everybody who uses a server: browsers that sign people in, clients that exchange and refresh, APIs that are called. */
export interface Visitor extends AuthorizationFlow, TokenEndpoint {
  readonly send: Send
  readonly examples: Examples
  /** Where an issuer serves an operation of the document. */
  url(operationId: string, issuer?: string): string
  /** Whether there is such an operation at all. */
  serves(operationId: string): boolean
  newBrowser(options?: { localAddress?: string | undefined; headers?: Readonly<Record<string, string>> }): Browser
}

export interface Examples {
  readonly all: readonly RequestExample[]
  /** The example's form; remembers that it was used. */
  use(operationId: string, name: string): Form
  unused(): readonly string[]
}

/** Who is visited, and who signs in unless somebody else does. */
export interface VisitedServer extends Pick<ContractTarget, 'issuer' | 'user'> {
  readonly pages?: ContractPages
  /** The first one may ask whether a token is alive. */
  readonly clients?: Pick<ContractTarget['clients'], 'confidential'>
}

/** @param options.send how requests go out; straight, and kept nowhere, unless given */
export function createVisitor(
  target: VisitedServer,
  options: { readonly send?: Send; readonly document?: ContractDocument; readonly places?: Places } = {},
): Visitor {
  const { send = sendOne, document = readDocument() } = options
  const { url, serves } = options.places ?? documentedPlaces(document, target.issuer)
  const base = {
    target,
    send,
    examples: createExamples(document),
    url,
    serves,
    newBrowser: (of: Parameters<Visitor['newBrowser']>[0] = {}) => createBrowser(send, { pages: target.pages, ...of }),
  }
  const flow = createAuthorizationFlow(base)
  return { ...base, ...flow, ...createTokenEndpoint({ ...base, ...flow }) }
}

function createExamples(document: ContractDocument): Examples {
  const all = readRequestExamples(document)
  const used = new Set<RequestExample>()
  return {
    all,
    use(operationId, name) {
      const example = all.find((candidate) => candidate.operationId === operationId && candidate.name === name)
      if (example === undefined) throw new Error(`The document has no example ${name} of ${operationId}`)
      used.add(example)
      return example.form
    },
    unused: () => all.filter((example) => !used.has(example)).map(({ operationId, name }) => `${operationId} ${name}`),
  }
}
