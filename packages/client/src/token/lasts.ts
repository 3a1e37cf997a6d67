/**
 * Is there enough left of a token? One whose whole life is short counts as used up at half of it, or it would be
 * renewed at every use.
 */
export function lasts(
  token: { readonly issuedAt: number; readonly expiresAt: number },
  seconds: number,
  now: number,
): boolean {
  const wantedMilliseconds = Math.min(seconds * 1000, (token.expiresAt - token.issuedAt) / 2)
  return token.expiresAt - now > wantedMilliseconds
}
