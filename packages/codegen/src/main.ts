import path from 'node:path'
import { run } from './cli.ts'
import { CONTRACTS } from './contracts.ts'

process.exitCode = await run(process.argv.slice(2), path.resolve(import.meta.dirname, '../../..'), CONTRACTS, {
  stdout: (line) => process.stdout.write(`${line}\n`),
  stderr: (line) => process.stderr.write(`${line}\n`),
})
