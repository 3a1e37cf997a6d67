import { newId, type Id, type RandomBytes } from '@identity-hub/core'

const AT_ONCE_BYTES = 4096

/** Names for requests. They are no secrets, so their bytes are fetched together, where those of secrets come one by one. */
export function requestIds(random: RandomBytes): (now: number) => Id {
  let bytes: Buffer = Buffer.alloc(0)
  let used = 0
  const take: RandomBytes = (size) => {
    if (used + size > bytes.length) {
      bytes = random(AT_ONCE_BYTES)
      used = 0
    }
    used += size
    return bytes.subarray(used - size, used)
  }
  return (now) => newId(now, take)
}
