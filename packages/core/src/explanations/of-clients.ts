import type { ClientRefusal } from '../token/errors.ts'
import { rfc, type Explanation } from './explanation.ts'

const AUTHENTICATION = [rfc(6749, '2.3'), rfc(6749, '5.2')]
const FORM = [rfc(6749, '3.2'), rfc(6749, '5.2')]

/** Refusals of a client's request before anything in it is looked at. */
export const CLIENT_EXPLANATIONS: Record<ClientRefusal, Explanation> = {
  parameter_in_query: {
    sentence: '{parameter} that belongs in the body was sent in the query, where logs and histories would keep it.',
    advice: 'Send every parameter in the body of the POST.',
    by: 'client developer',
    sections: [rfc(6749, '2.3.1'), rfc(6749, '3.2')],
  },
  parameter_repeated: {
    sentence: 'The request of {client} has {parameter} more than once.',
    advice: 'Send each parameter once.',
    by: 'client developer',
    sections: FORM,
  },
  parameter_missing: {
    sentence: 'The request of {client} lacks {parameter} that it needs; one that is sent empty counts as absent.',
    advice: 'Send the parameters that the operation requires.',
    by: 'client developer',
    sections: FORM,
  },
  parameter_malformed: {
    sentence:
      '{parameter} in the request of {client} is too short or too long, or has characters that it may not have.',
    advice: 'Send values as they were received, form-urlencoded once.',
    by: 'client developer',
    sections: FORM,
  },
  several_authentications: {
    sentence: 'The request carries credentials in the Authorization header and in the body, or two of them.',
    advice: 'Authenticate in one way only.',
    by: 'client developer',
    sections: [rfc(6749, '2.3')],
  },
  client_id_differs: {
    sentence: 'The client_id in the body is not the one in the Authorization header.',
    advice: 'Leave client_id out of the body, or send the same one.',
    by: 'client developer',
    sections: AUTHENTICATION,
  },
  client_unauthenticated: {
    sentence: 'The request does not say which client it comes from.',
    advice: 'Send credentials in the Authorization header or the body; a public client sends client_id.',
    by: 'client developer',
    sections: AUTHENTICATION,
  },
  authorization_malformed: {
    sentence: 'The Authorization header is not that of HTTP Basic with a form-urlencoded client_id and secret.',
    advice: 'Form-urlencode both parts, join them with a colon, and encode the whole as base64.',
    by: 'client developer',
    sections: [rfc(6749, '2.3.1'), rfc(7617, '2')],
  },
  client_unknown: {
    sentence: 'No client is registered in this tenant as {client_id}.',
    advice: 'Compare the client_id and the tenant in the URL with the registration; a deleted client stays unknown.',
    by: 'client developer',
    sections: AUTHENTICATION,
  },
  client_disabled: {
    sentence: '{client} is disabled, so it gets no tokens and those that it had have ended.',
    advice: 'Enable the client if it may work again; its users then have to sign in anew.',
    by: 'administrator',
    sections: AUTHENTICATION,
  },
  client_secret_missing: {
    sentence: '{client} is registered with a secret, and sent none.',
    advice: 'Send the secret. An app that cannot keep one has to be registered as a public client.',
    by: 'client developer',
    sections: [rfc(6749, '2.3.1')],
  },
  client_secret_wrong: {
    sentence: 'The secret that {client} sent is not one of its own, or has expired since it was rotated.',
    advice: 'Give the client its present secret; when that is lost, an administrator rotates it.',
    by: 'client developer',
    sections: [rfc(6749, '2.3.1'), rfc(6749, '5.2')],
  },
  client_auth_method_not_allowed: {
    sentence: '{client} authenticated in a way that it is not registered for.',
    advice: 'Use one of the registered methods, or have the registration changed.',
    by: 'client developer',
    sections: [rfc(6749, '2.3'), rfc(7591, '2')],
  },
  client_not_confidential: {
    sentence: '{client} is a public client, and only one that has a secret may ask about tokens.',
    advice: 'Ask as the confidential client of the resource server.',
    by: 'client developer',
    sections: [rfc(7662, '2.1')],
  },
}
