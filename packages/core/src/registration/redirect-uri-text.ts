import { quoted } from './quoted.ts'

type TextStep = (uri: string) => string | null

// In the order of how plainly each one tells what is wrong.
const steps: readonly TextStep[] = [
  (uri) => (uri === '' ? 'the redirect URI is empty; write one such as https://app.example.com/callback' : null),
  (uri) => (uri.length > 2048 ? `the redirect URI has ${uri.length} characters; write at most 2048` : null),
  (uri) => (uri.includes('\\') ? `${quoted(uri)} holds a backslash; write / instead` : null),
  (uri) => (/[\p{Cc}\s]/u.test(uri) ? `${quoted(uri)} holds a blank or a control character; write it without` : null),
  (uri) => (/[^\x21-\x7e]/.test(uri) ? `${quoted(uri)} holds characters outside ASCII; write ${inAscii(uri)}` : null),
  // RFC 6749 §3.1.2
  (uri) => (uri.includes('#') ? `${quoted(uri)} carries a fragment; write it without the # and what follows` : null),
  (uri) =>
    uri.includes('*') ? `${quoted(uri)} holds a wildcard; register each redirect URI in full, byte for byte` : null,
  (uri) =>
    /^[A-Za-z][A-Za-z0-9+.-]*:/.test(uri)
      ? null
      : `${quoted(uri)} is not absolute; begin with the scheme, such as https://app.example.com/callback`,
  // RFC 3986 §2: brackets belong to IPv6 hosts alone.
  (uri) =>
    /["<>^`{|}]/.test(uri) || /[[\]]/.test(uri.replace(/^[^/]*:\/\/\[[0-9A-Fa-f:.]*\]/, ''))
      ? `${quoted(uri)} holds a character that a URI may not; write it percent-encoded`
      : null,
  (uri) =>
    /%(?![0-9A-Fa-f]{2})/.test(uri)
      ? `${quoted(uri)} holds a % that encodes nothing; write %25 for a percent sign`
      : null,
  (uri) =>
    /%(?:[01][0-9A-F]|7F)/i.test(uri) ? `${quoted(uri)} holds an encoded control character; write it without` : null,
  (uri) =>
    /[/\\](?:\.|%2e){1,2}(?=[/?]|$)/i.test(uri)
      ? `${quoted(uri)} holds a . or .. as a part of its path; write the path that it leads to`
      : null,
  (uri) => (uri.endsWith('?') ? `${quoted(uri)} ends with an empty query; write it without the ?` : null),
]

/** What is wrong with the characters of a redirect URI, before anything is parsed; null: nothing. */
export function redirectUriTextProblem(uri: string): string | null {
  for (const step of steps) {
    const problem = step(uri)
    if (problem !== null) return problem
  }
  return null
}

function inAscii(uri: string): string {
  const url = URL.parse(uri)
  return url === null ? 'it in ASCII, with a host in punycode and the rest percent-encoded' : quoted(url.href)
}
