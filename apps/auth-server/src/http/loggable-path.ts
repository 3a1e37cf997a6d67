/**
 * The path without what is secret of it: a password link opens an account for whoever knows it, and somebody who reads
 * the log is not to. Whatever follows `/password` or begins as such a link does is left out, also where it is misspelled.
 */
export function loggablePath(path: string): string {
  return path.replace(/(\/password|\/pl_).+$/is, '$1…')
}
