import { enableCompileCache } from 'node:module'
import { resolve } from 'node:path'

const workspaceRoot = resolve(import.meta.dirname, '..')

// Everything else is imported afterwards, because an older Node would stumble over it with a stack trace.
if (Number(process.versions.node.split('.', 1)[0]) >= 26) {
  enableCompileCache(resolve(workspaceRoot, 'node_modules/.cache/node-compile-cache'))
  const { start } = await import('./start/start.ts')
  process.exitCode = await start(workspaceRoot)
} else {
  process.stderr.write(`error: Identity Hub needs Node 26 or newer, and this is ${process.version}\n`)
  process.exitCode = 1
}
