import { type Decode, type WholeText, decodeAll, decodeAssignments, decodeOne, decodePairs } from './text-style.ts'

/**
 * `blue,black` and `R,100,G,200`, exploded `R=100,G=200`: style `simple`, and with other delimiters most of the others.
 * It is taken apart before it is decoded: a delimiter that was escaped belongs to a value. RFC 6570 §3.2.2
 */
export function simpleText(decode: Decode, explode: boolean, delimiter = ','): WholeText {
  const decodeMembers = explode ? decodeAssignments : decodePairs
  return {
    scalar: (text) => decodeOne(text, decode),
    list: (text) => decodeAll(text.split(delimiter), decode),
    members: (text) => decodeMembers(text.split(delimiter), decode),
  }
}
