import { createVisitor, send, sendInTurn, type Visitor } from '@identity-hub/contract-tests/visitor'
import type { ContractHub } from '../contract-target.ts'

/** Somebody whose requests go to each replica in turn. */
export function visitorOf({ target, hubs }: ContractHub): Visitor {
  return createVisitor(target, { send: sendInTurn(send, hubs.origin, hubs.addresses) })
}

/** For each replica somebody who knows only that one. */
export function visitorsAtEach({ target, hubs }: ContractHub): readonly Visitor[] {
  return hubs.addresses.map((address) => createVisitor(target, { send: sendInTurn(send, hubs.origin, [address]) }))
}
