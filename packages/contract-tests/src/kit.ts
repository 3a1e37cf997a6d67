import { readDocument, type ContractDocument } from './document/read-document.ts'
import { sendInTurn } from './http/in-turn.ts'
import { send } from './http/send.ts'
import type { ContractTarget } from './target.ts'
import { createTranscript, type Transcript } from './transcript.ts'
import { createVisitor, type Visitor } from './visitor/visitor.ts'

/** What the tests of one run share. */
export interface Kit extends Visitor {
  readonly target: ContractTarget
  readonly document: ContractDocument
  readonly transcript: Transcript
}

export function createKit(target: ContractTarget): Kit {
  const document = readDocument(target.documentUrl)
  const { replicas = [] } = target
  const { origin } = new URL(target.issuer)
  const transcript = createTranscript(document, replicas.length === 0 ? send : sendInTurn(send, origin, replicas))
  return { ...createVisitor(target, { send: transcript.send, document }), target, document, transcript }
}
