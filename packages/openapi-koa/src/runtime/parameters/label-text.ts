import { simpleText } from './simple-text.ts'
import { type Decode, MALFORMED, type Read, type WholeText } from './text-style.ts'

/** `.blue,black`, exploded `.blue.black` and `.R=100.G=200`. RFC 6570 §3.2.5 */
export function labelText(decode: Decode, explode: boolean): WholeText {
  const { scalar, list, members } = simpleText(decode, explode, explode ? '.' : ',')
  return { scalar: afterDot(scalar), list: afterDot(list), members: afterDot(members) }
}

function afterDot<T>(read: (text: string) => Read<T>): (text: string) => Read<T> {
  return (text) => (text.startsWith('.') ? read(text.slice(1)) : MALFORMED)
}
