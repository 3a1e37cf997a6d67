import { readdirSync, readFileSync } from 'node:fs'

/** CPU time of a process and its children, each with one thread; null where the system does not tell (Linux does). */
export function cpuMicrosOfTree(pid: number): number | null {
  if (process.platform !== 'linux') return null
  return processTree(pid).reduce((sum, each) => sum + cpuMicrosOf(each), 0)
}

/** A process and what it has started and still runs. */
export function processTree(pid: number): readonly number[] {
  const children = readdirSync('/proc')
    .map(Number)
    .filter((each) => Number.isInteger(each) && parentOf(each) === pid)
  return [pid, ...children]
}

function parentOf(pid: number): number | null {
  const stat = readOrNull(`/proc/${pid}/stat`)
  // The name in parentheses may hold anything. proc_pid_stat(5)
  const parent = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[1]
  return parent === undefined ? null : Number(parent)
}

/** Nanoseconds on a core are the first figure. https://docs.kernel.org/scheduler/sched-stats.html */
function cpuMicrosOf(pid: number): number {
  return Number(readOrNull(`/proc/${pid}/schedstat`)?.split(' ')[0] ?? 0) / 1000
}

/** A process may end at any moment. */
function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}
