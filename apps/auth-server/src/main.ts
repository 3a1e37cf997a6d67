#!/usr/bin/env -S node --max-semi-space-size=8
import { enableCompileCache } from 'node:module'
import { resolve } from 'node:path'

const workspaceRoot = resolve(import.meta.dirname, '../../..')

// Everything else is imported afterwards, because an older Node would stumble over it with a stack trace.
if (Number(process.versions.node.split('.', 1)[0]) >= 26) {
  // A third of the start-up is reading TypeScript. Not in the common temporary folder, where others could plant code.
  enableCompileCache(resolve(workspaceRoot, 'node_modules/.cache/node-compile-cache'))
  const { main } = await import('./cli/main.ts')
  process.exitCode = await main(workspaceRoot)
} else {
  process.stderr.write(`error: Identity Hub needs Node 26 or newer, and this is ${process.version}\n`)
  process.exitCode = 1
}
