import type { InvalidRequest, LooseResponse } from './invalid-request.ts'

const TITLES: Readonly<Record<InvalidRequest['status'], string>> = {
  400: 'Bad Request',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
}

/** The answer when the application makes none of its own. RFC 9457 §3 */
export function problemDetails(failure: InvalidRequest): LooseResponse {
  const { status, place, reason, name, path, message } = failure
  return {
    status,
    contentType: 'application/problem+json',
    body: { type: 'about:blank', title: TITLES[status], status, detail: message, place, reason, name, path },
  }
}
