const challenge = /(?:^|,)\s*Bearer(?:\s+|$)(.*)$/is
const parameter = /\s*([!#$%&'*+.^_`|~\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))\s*(?:,|$)/gy

/** The parameters of a Bearer challenge, by their names in lower case. RFC 9110 §11.6.1, RFC 6750 §3 */
export function bearerChallenge(header: string | null): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>()
  const rest = challenge.exec(header ?? '')?.[1] ?? ''
  // Stops at the first thing that is no parameter, such as the next challenge.
  for (const [, name = '', quoted, token] of rest.matchAll(parameter)) {
    parameters.set(name.toLowerCase(), quoted?.replaceAll(/\\(.)/g, '$1') ?? token ?? '')
  }
  return parameters
}
