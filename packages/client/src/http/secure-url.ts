/** Reads an absolute URL whose traffic nobody can read on the way: https, or http that stays on this machine. */
export function secureUrl(text: string): URL | undefined {
  const url = URL.parse(text)
  if (url === null || url.username !== '' || url.password !== '') return undefined
  if (url.protocol === 'https:') return url
  return url.protocol === 'http:' && isLoopback(url.hostname) ? url : undefined
}

// RFC 8252 §8.3 names the addresses; RFC 6761 §6.3 keeps localhost and the names below it on the machine.
function isLoopback(hostname: string): boolean {
  return /^(?:127\.\d+\.\d+\.\d+|\[::1\]|(?:[a-z0-9-]+\.)*localhost)$/.test(hostname)
}
