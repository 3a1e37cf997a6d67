import { spawn } from 'node:child_process'

// Its input ends when the process that holds the other end does, however that dies.
const SCRIPT = `
  const { readFileSync, rmSync } = require('node:fs')
  const [folder] = process.argv.slice(1)
  process.stdin.resume().on('end', () => {
    try {
      process.kill(Number.parseInt(readFileSync(folder + '/postmaster.pid', 'utf8'), 10), 'SIGQUIT')
    } catch {}
    setTimeout(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }), 500)
  })`

/** Ends the server of a folder, and removes the folder, when this process is gone before it could. Answers how to call that off. */
export function watchOver(folder: string): () => void {
  const watchdog = spawn(process.execPath, ['-e', SCRIPT, folder], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  watchdog.unref()
  return () => {
    watchdog.kill('SIGKILL')
  }
}
