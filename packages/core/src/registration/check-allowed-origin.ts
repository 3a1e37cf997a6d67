import { accepted, refused, type Checked } from './checked.ts'
import { isLoopbackHost } from './loopback.ts'
import { quoted } from './quoted.ts'

/**
 * An origin whose scripts may read our responses, exactly as a browser sends it in `Origin` (RFC 6454 §6.2): it is
 * compared byte for byte. http only on this machine: on another one anybody on the way could be that script.
 */
export function checkAllowedOrigin(origin: string): Checked<string> {
  if (origin.includes('*'))
    return refused(`${quoted(origin)} holds a wildcard; name each origin by itself, such as https://app.example.com`)
  if (origin === 'null')
    return refused('"null" is the origin of any sandboxed page; name a real one, such as https://app.example.com')
  const url = URL.parse(origin)
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:'))
    return refused(`${quoted(origin)} is not the origin of a web page; write one such as https://app.example.com`)
  if (url.protocol === 'http:' && !isLoopbackHost(url.hostname))
    return refused(`${quoted(origin)} is not safe from the network; write https://${url.host}`)
  if (url.origin !== origin)
    return refused(`${quoted(origin)} is not written as browsers send it; write ${quoted(url.origin)}`)
  return accepted(origin)
}
