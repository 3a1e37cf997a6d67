/**
 * The target of a form or link of ours: a path on this origin. Anything else is a bug in the caller and throws, so that
 * no page can send a form or a click elsewhere: not `https:`, not `javascript:`, not `//host` or `/\host`.
 */
export function ownPath(path: string): string {
  if (!/^\/(?![/\\])[\u0021-\u007e]*$/.test(path) || path.includes('\\'))
    throw new TypeError('A page may only point to a path on its own origin')
  return path
}
