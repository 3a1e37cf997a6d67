import { runDiff } from './run-diff.ts'

process.exitCode = await runDiff(process.argv.slice(2), {
  stdout: (text) => process.stdout.write(text),
  stderr: (text) => process.stderr.write(text),
})
