import { execFileSync } from 'node:child_process'
import type { OwnServer } from './postgres-server.ts'

/** Stops all processes of a server where they are: it holds its connections and answers nothing. */
export function pauseServer(server: OwnServer): void {
  // The first one first, so that it starts no others meanwhile.
  for (const pid of processesOf(server)) process.kill(pid, 'SIGSTOP')
}

export function resumeServer(server: OwnServer): void {
  for (const pid of processesOf(server).toReversed()) process.kill(pid, 'SIGCONT')
}

/** Ends it without a word, as a lost machine would. */
export function killServer(server: OwnServer): void {
  for (const pid of processesOf(server)) process.kill(pid, 'SIGKILL')
}

function processesOf(server: OwnServer): number[] {
  const pairs = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
  const children = pairs.flatMap(([pid, parent]) => (pid !== undefined && parent === server.pid() ? [pid] : []))
  return [server.pid(), ...children]
}
