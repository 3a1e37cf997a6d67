/** A part of a specification, as people cite it and where it is. */
export interface Section {
  readonly title: string
  readonly url: string
}

/** Who can change what led to a refusal. `operator` runs the hub, `administrator` the tenant. */
export type Changer = 'client developer' | 'administrator' | 'user' | 'operator' | 'nobody'

/** Why something was refused, for those who run a hub. */
export interface Explanation {
  /** With `{client}`, `{user}` and `{parameter}` where they are named. */
  readonly sentence: string
  /** What to change. */
  readonly advice: string
  readonly by: Changer
  readonly sections: readonly Section[]
}

/** `rfc(6749, '5.2')` */
export function rfc(number: number, section: string): Section {
  return {
    title: `RFC ${number} §${section}`,
    url: `https://www.rfc-editor.org/rfc/rfc${number}#section-${section}`,
  }
}

const OPENID = 'https://openid.net/specs/openid-connect-core-1_0.html'

export const OPENID_AUTH_REQUEST: Section = {
  title: 'OpenID Connect Core §3.1.2.1',
  url: `${OPENID}#AuthRequest`,
}
export const OPENID_AUTH_ERROR: Section = { title: 'OpenID Connect Core §3.1.2.6', url: `${OPENID}#AuthError` }
export const OPENID_REQUEST_OBJECT: Section = { title: 'OpenID Connect Core §6', url: `${OPENID}#JWTRequests` }
