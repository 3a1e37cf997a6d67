import type { TokenError } from './expectations.ts'
import type { ContractDocument } from './document/read-document.ts'
import { sendInTurn } from './http/in-turn.ts'
import { send } from './http/send.ts'
import type { Places } from './server/places.ts'
import { NotApplicable } from './run/not-applicable.ts'
import type { ContractClient, ContractTarget } from './target.ts'
import { createTranscript, type Transcript } from './transcript.ts'
import { createVisitor, type Visitor } from './visitor/visitor.ts'

/** What the tests of one run share. */
export interface Kit extends Visitor {
  readonly target: ContractTarget
  readonly document: ContractDocument
  readonly transcript: Transcript
  /** The statuses that the hub has for a refusal; of other servers any refusal will do. */
  refusal(...statuses: readonly number[]): readonly number[]
  /** The error that the hub has; of other servers any of these will do. */
  errors(own: TokenError, ...others: readonly TokenError[]): readonly [TokenError, ...TokenError[]]
  /** The statuses of a redirect that a GET follows; the hub has 303 alone. RFC 9700 §4.12 */
  readonly redirects: readonly number[]
  /** Clients that people use, other than this one. */
  othersThan(client: Pick<ContractClient, 'clientId'>): readonly ContractClient[]
}

const refusals = Array.from({ length: 100 }, (_, index) => 400 + index)

export function createKit(target: ContractTarget, document: ContractDocument, places: Places): Kit {
  const { replicas, issuer } = target
  const { origin } = new URL(issuer)
  const spread = replicas.length === 0 ? send : sendInTurn(send, origin, replicas)
  const transcript = createTranscript(document, spread, places)
  return {
    ...createVisitor(target, { send: transcript.send, document, places }),
    target,
    document,
    transcript,
    refusal: (...statuses) => (target.policy ? statuses : refusals),
    errors: (own, ...others) => (target.policy ? [own] : [own, ...others]),
    redirects: target.policy ? [303] : [302, 303],
    othersThan: ({ clientId }) => {
      const others = Object.entries(target.clients)
        .filter(([part, other]) => part !== 'clientCredentials' && other.clientId !== clientId)
        // Only `clientCredentials` has no redirect URIs.
        .map(([, other]) => other as ContractClient)
      if (others.length === 0) throw new NotApplicable('the configuration has no second client')
      return others
    },
  }
}
