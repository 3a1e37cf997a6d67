import { quoted } from '@identity-hub/core'
import { Refused } from '../refused.ts'

export interface HubUrl {
  readonly origin: string
  /** null: it names the hub alone. */
  readonly tenant: string | null
}

/** `https://hub.example`, or the issuer of one of its tenants. Plain http is for a hub on this machine. */
export function readHubUrl(text: string): HubUrl {
  const url = URL.parse(text)
  const [tenant = '', ...more] = url?.pathname.split('/').filter((part) => part !== '') ?? []
  const isPlain = url !== null && url.username === '' && url.password === '' && url.search === '' && url.hash === ''
  if (!isPlain || more.length > 0 || !isSecure(url))
    throw new Refused(
      `${quoted(text)} is not where a hub can be; write --hub https://hub.example, or http on this machine`,
    )
  return { origin: url.origin, tenant: tenant === '' ? null : tenant }
}

function isSecure({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || (protocol === 'http:' && /^(?:127\.\d+\.\d+\.\d+|\[::1\]|localhost)$/.test(hostname))
}
