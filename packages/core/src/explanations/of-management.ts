import type { Problem } from '@identity-hub/api-types/management'
import { rfc, type Explanation } from './explanation.ts'

const PROBLEM = rfc(9457, '3')

/** Refused requests to the management API, by the code of the problem. */
export const MANAGEMENT_EXPLANATIONS: Record<Problem['code'], Explanation> = {
  invalid_request: {
    sentence: 'The request to the management API cannot be understood.',
    advice: 'Compare it with openapi/management.yaml; the answer names the parameter.',
    by: 'client developer',
    sections: [rfc(9110, '15.5.1'), PROBLEM],
  },
  invalid_token: {
    sentence: 'The request to the management API has no access token, or one that is not good in this tenant.',
    advice: 'Get a token from this tenant, or from the tenant hub.',
    by: 'client developer',
    sections: [rfc(6750, '3.1')],
  },
  insufficient_scope: {
    sentence: 'The access token lacks the scope of the operation, or whoever holds it lacks the role behind it.',
    advice: 'Ask for the scope; a person needs a role of the hub that gives it, an app has to be registered with it.',
    by: 'administrator',
    sections: [rfc(6750, '3.1')],
  },
  not_found: {
    sentence: 'What the request names is not in this tenant.',
    advice: 'Compare the id or name; what belongs to another tenant is answered in the same way.',
    by: 'client developer',
    sections: [rfc(9110, '15.5.5')],
  },
  method_not_allowed: {
    sentence: 'The path is there, and the method is not one of its own.',
    advice: 'Use a method that Allow names.',
    by: 'client developer',
    sections: [rfc(9110, '15.5.6')],
  },
  exists: {
    sentence: 'The name or address is somebody else’s already, or was once; ids are never given again.',
    advice: 'Choose another one.',
    by: 'administrator',
    sections: [rfc(9110, '15.5.10')],
  },
  idempotency_key_reused: {
    sentence: 'The Idempotency-Key was used before, with another request.',
    advice: 'Make a new key for each creation, and keep it only for sending the very same request again.',
    by: 'client developer',
    sections: [rfc(9110, '9.2.2')],
  },
  not_allowed: {
    sentence: 'The change would break a rule that holds whoever asks, such as taking a client’s last secret.',
    advice: 'Read the detail of the answer; it says what stands in the way.',
    by: 'administrator',
    sections: [rfc(9110, '15.5.10')],
  },
  changed_meanwhile: {
    sentence: 'Somebody changed the same thing after it was read, so nothing was overwritten.',
    advice: 'Read it again, and send the change with the new ETag.',
    by: 'client developer',
    sections: [rfc(9110, '13.1.1'), rfc(9110, '15.5.13')],
  },
  too_large: {
    sentence: 'The body of the request is larger than the management API reads.',
    advice: 'Send less at once.',
    by: 'client developer',
    sections: [rfc(9110, '15.5.14')],
  },
  unsupported_media_type: {
    sentence: 'The body of the request is of a type that the operation does not take.',
    advice: 'Send application/json, or application/merge-patch+json where something is changed.',
    by: 'client developer',
    sections: [rfc(9110, '15.5.16')],
  },
  invalid_fields: {
    sentence: 'Members of the body are wrong; nothing was changed.',
    advice: 'Correct each member that errors points at.',
    by: 'client developer',
    sections: [rfc(9110, '15.5.21'), PROBLEM],
  },
  if_match_required: {
    sentence: 'The change does not say which state it rests on.',
    advice: 'Send the ETag of what was read as If-Match, or * to overwrite whatever is there.',
    by: 'client developer',
    sections: [rfc(6585, '3'), rfc(9110, '13.1.1')],
  },
  too_many_requests: {
    sentence: 'More requests came than the management API answers in that time.',
    advice: 'Wait as long as Retry-After says.',
    by: 'client developer',
    sections: [rfc(6585, '4')],
  },
  server_error: {
    sentence: 'The hub failed; nothing was changed.',
    advice: 'Look for the request id in the log, and report the fault.',
    by: 'operator',
    sections: [rfc(9110, '15.6.1')],
  },
  temporarily_unavailable: {
    sentence: 'The hub could not reach its storage.',
    advice: 'Send the same request again later; look at the database when it goes on.',
    by: 'operator',
    sections: [rfc(9110, '15.6.4')],
  },
}
