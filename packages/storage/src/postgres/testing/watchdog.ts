import { spawn } from 'node:child_process'

// Its input ends when the process that holds the other end does, however that dies.
const SCRIPT = `
  const { rmSync } = require('node:fs')
  const [pid, folder] = process.argv.slice(1)
  process.stdin.resume().on('end', () => {
    try { process.kill(Number(pid), 'SIGQUIT') } catch {}
    setTimeout(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }), 500)
  })`

/** Ends a server, and removes its folder, when this process is gone before it could. Answers how to call that off. */
export function watchOver(pid: number, folder: string): () => void {
  const watchdog = spawn(process.execPath, ['-e', SCRIPT, String(pid), folder], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  watchdog.unref()
  return () => {
    watchdog.kill('SIGKILL')
  }
}
