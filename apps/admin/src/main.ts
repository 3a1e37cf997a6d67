import { enableCompileCache } from 'node:module'
import { resolve } from 'node:path'

const workspaceRoot = resolve(import.meta.dirname, '../../..')

// Everything else is imported afterwards, because an older Node would stumble over it with a stack trace.
if (Number(process.versions.node.split('.', 1)[0]) >= 26) {
  enableCompileCache(resolve(workspaceRoot, 'node_modules/.cache/node-compile-cache'))
  const { main } = await import('./run.ts')
  process.exitCode = await main(workspaceRoot)
} else {
  process.stderr.write(`The administrator's pages need Node 26 or newer, and this is ${process.version}.\n`)
  process.exitCode = 1
}
