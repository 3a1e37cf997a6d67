import type { HubKey, HubKeys } from './hub-config.ts'

const KEY_BYTES = 32

/**
 * `id:key,id:key,…`: the first one seals, all of them open. An id has 1 to 32 of `[A-Za-z0-9_-]` and is public; a key
 * is 32 random bytes as 43 characters of base64url. To rotate, put a new key in front and keep the old ones until what
 * they sealed is gone. Problems never repeat a key.
 * @param source names where the keys come from in a problem
 */
export function parseKeys(text: string, source: string, problems: string[]): HubKeys | null {
  const keys: HubKey[] = []
  const before = problems.length
  for (const [index, entry] of text.split(',').entries()) {
    const place = `${source}, key ${index + 1}`
    const match = /^([A-Za-z0-9_-]{1,32}):([A-Za-z0-9_-]+)$/.exec(entry.trim())
    const [, id, encoded] = match ?? []
    if (id === undefined || encoded === undefined) {
      problems.push(`${place}: write it as id:key, with an id of letters and digits and a key in base64url`)
      continue
    }
    const key = Buffer.from(encoded, 'base64url')
    // Spare bits at the end would let one key be written in four ways.
    if (key.length !== KEY_BYTES || key.toString('base64url') !== encoded)
      problems.push(`${place}: a key has ${KEY_BYTES} bytes, which are 43 characters of base64url; make a new one`)
    else if (new Set(key).size < 8) problems.push(`${place}: the key is not random; make a new one`)
    if (keys.some((other) => other.id === id))
      problems.push(`${place}: the id ${id} is there twice; give each key its own`)
    keys.push(Object.freeze({ id, key }))
  }
  const [current] = keys
  if (problems.length > before || current === undefined) return null
  return Object.freeze({ current, all: Object.freeze(keys) })
}
