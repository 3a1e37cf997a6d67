import type { Problem } from '@identity-hub/api-types/management'
import { rfc } from './explanation.ts'
import type { PublicErrors, WireRefusal } from './public-error.ts'

/** The problems that the management API alone has, for those who write programs against it. */
export const PUBLIC_MANAGEMENT_ERRORS: PublicErrors<Exclude<Problem['code'], WireRefusal[0]>> = {
  not_found: {
    title: 'There is no such thing here',
    meaning: 'What the path names is not in this tenant. What belongs to another tenant is answered in the same way.',
    check: 'Compare the id or name in the path, and the tenant.',
    sections: [rfc(9110, '15.5.5')],
    cases: {},
  },
  method_not_allowed: {
    title: 'The method does not work here',
    meaning: 'The path is there, and the method is not one of its own.',
    check: 'Use a method that the field Allow names.',
    sections: [rfc(9110, '15.5.6')],
    cases: {},
  },
  exists: {
    title: 'The name is taken',
    meaning: 'Something of that name or address is there already, or was once: ids are never given again.',
    check: 'Choose another one. errors points at the member.',
    sections: [rfc(9110, '15.5.10')],
    cases: {},
  },
  not_allowed: {
    title: 'A rule stands in the way',
    meaning: 'The change would break a rule that holds whoever asks.',
    check: 'Read detail: it says which.',
    sections: [rfc(9110, '15.5.10')],
    cases: {},
  },
  idempotency_key_reused: {
    title: 'The key was used for another request',
    meaning: 'The Idempotency-Key came before with another body or operation, so nothing was created.',
    check: 'Make a new key for each creation, and keep it only for sending the very same request again.',
    sections: [rfc(9110, '9.2.2')],
    cases: {},
  },
  changed_meanwhile: {
    title: 'Somebody else changed it',
    meaning: 'It is no longer as it was when you read it, so nothing was overwritten.',
    check: 'Read it again, and send your change with the new ETag as If-Match.',
    sections: [rfc(9110, '13.1.1'), rfc(9110, '15.5.13')],
    cases: {},
  },
  if_match_required: {
    title: 'Say which state the change rests on',
    meaning: 'A change without If-Match could overwrite what somebody else did.',
    check: 'Send the ETag of what you read as If-Match, or * to overwrite whatever is there.',
    sections: [rfc(6585, '3'), rfc(9110, '13.1.1')],
    cases: {},
  },
  too_large: {
    title: 'The body is too large',
    meaning: 'The body has more bytes than the operation reads.',
    check: 'Send less at once.',
    sections: [rfc(9110, '15.5.14')],
    cases: {},
  },
  unsupported_media_type: {
    title: 'The body has another type',
    meaning: 'The operation does not take a body of that type.',
    check: 'Send application/json to create, and the type that the document names to change.',
    sections: [rfc(9110, '15.5.16')],
    cases: {},
  },
  invalid_fields: {
    title: 'Members of the body are wrong',
    meaning: 'The body can be read, and some of what it says cannot be. Nothing was changed.',
    check: 'errors has a JSON Pointer to each member, and what is wrong with it.',
    sections: [rfc(9110, '15.5.21'), rfc(9457, '3')],
    cases: {},
  },
  too_many_requests: {
    title: 'Too many requests',
    meaning: 'More requests came from you than are answered in that time.',
    check: 'Wait as long as Retry-After says.',
    sections: [rfc(6585, '4')],
    cases: {},
  },
  server_error: {
    title: 'The hub failed',
    meaning: 'A fault of the hub. Nothing was issued, and nothing was changed.',
    check: 'Tell the operator; trying again may help.',
    sections: [rfc(6749, '4.1.2.1'), rfc(9110, '15.6.1')],
    cases: {},
  },
}
