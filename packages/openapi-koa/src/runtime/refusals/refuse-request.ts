import type { InvalidRequest, InvalidRequestReason, RequestPlace } from './invalid-request.ts'
import type { LooseParameters } from '../request-type.ts'
import type { Refusal } from '../parameters/check-parameters.ts'

/** Makes the whole failure out of what a check found. */
export function refuseRequest(
  operationId: string,
  place: RequestPlace,
  refusal: Refusal,
  input?: Readonly<LooseParameters>,
): InvalidRequest {
  return {
    operationId,
    status: refusal.status ?? suggestedStatus(refusal.reason),
    place,
    reason: refusal.reason,
    ...(refusal.name !== undefined && { name: refusal.name }),
    path: refusal.path,
    message: sentence(place, refusal),
    ...(input && { input }),
  }
}

export function refuseMethod(operationId: string, allow: readonly string[]): InvalidRequest {
  return {
    operationId,
    status: 405,
    place: 'method',
    reason: 'method-not-allowed',
    path: [],
    message: `The methods that work here are ${allow.join(', ')}.`,
    allow,
  }
}

function suggestedStatus(reason: InvalidRequestReason): InvalidRequest['status'] {
  if (reason === 'method-not-allowed') return 405
  if (reason === 'not-acceptable') return 406
  return reason === 'unsupported-media-type' ? 415 : 400
}

const PHRASES: Readonly<Record<InvalidRequestReason, string>> = {
  missing: 'is missing',
  repeated: 'is given more than once',
  invalid: 'is not valid',
  'too-large': 'is too large',
  'too-many-parameters': 'has too many parameters',
  'unsupported-media-type': 'has a media type that is not supported here',
  'not-acceptable': 'accepts nothing that there is',
  malformed: 'is malformed',
  'method-not-allowed': 'is not allowed',
}

function sentence(place: RequestPlace, { name, path, reason, detail }: Refusal): string {
  // A member of a JSON body can have any name that its sender likes.
  const printable = /^[\w.-]{1,100}$/.test(path.join('.'))
  const subject =
    name === undefined || !printable
      ? `The ${place}`
      : `The ${place} ${place === 'body' ? 'member' : place === 'header' ? 'field' : 'parameter'} "${path.join('.')}"`
  return `${subject} ${PHRASES[reason]}${detail ? `: ${detail}` : ''}.`
}
