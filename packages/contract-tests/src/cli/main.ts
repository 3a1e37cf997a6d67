#!/usr/bin/env node
import { runCli } from './run-cli.ts'

const { stdout, stderr, env } = process
// Whoever reads our output may stop reading, as `head` does.
stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})
const exitCode = await runCli(process.argv.slice(2), { stdout, stderr, env, folder: process.cwd() })
// What a configuration imports may end the process with a 0 of its own, as the exit hooks of embedded databases do.
process.once('exit', () => {
  process.exitCode = exitCode
})
