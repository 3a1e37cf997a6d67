#!/usr/bin/env node
import { runCli } from './run-cli.ts'

const { stdout, stderr, env } = process
// Whoever reads our output may stop reading, as `head` does.
stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})
process.exitCode = await runCli(process.argv.slice(2), { stdout, stderr, env, folder: process.cwd() })
