/** The host of a URL, as the WHATWG parser writes it, that can only be this machine. */
export function isLoopbackHost(hostname: string): boolean {
  return hostname === 'localhost' || isLoopbackLiteral(hostname)
}

// A name can be pointed elsewhere, a literal cannot. RFC 8252 §8.3
export function isLoopbackLiteral(hostname: string): boolean {
  return hostname === '127.0.0.1' || hostname === '[::1]'
}
