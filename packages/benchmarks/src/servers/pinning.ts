import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import type { Cores } from '../contestants/contestant.ts'

/** Which cores the driver and the servers have for themselves. */
export interface Pinning {
  readonly driverCore: number
  readonly serverCore: number
}

/**
 * Two cores of the machine, each with its own execution units, or null where processes cannot be pinned: then the system
 * moves them about, and figures vary more.
 */
export function choosePinning(): Pinning | null {
  if (process.platform !== 'linux') return null
  const affinity = spawnSync('taskset', ['-c', '-p', String(process.pid)], { encoding: 'utf8' })
  if (affinity.error !== undefined || affinity.status !== 0) return null
  const allowed = parseCores(affinity.stdout.split(':').at(-1) ?? '')
  const [driverCore, ...others] = allowed
  if (driverCore === undefined) return null
  const serverCore = others.find((core) => physicalCore(core) !== physicalCore(driverCore)) ?? others[0]
  return serverCore === undefined ? null : { driverCore, serverCore }
}

export const coresOf = ({ driverCore, serverCore }: Pinning): Cores => ({
  server: [serverCore],
  shared: [serverCore, driverCore],
})

/** Keeps this process, all of its threads, on the driver's core. */
export function pinDriver({ driverCore }: Pinning): void {
  spawnSync('taskset', ['-a', '-c', '-p', String(driverCore), String(process.pid)])
}

/** The command line that starts a program on those cores. */
export function onCores(cores: readonly number[] | null, command: string, args: readonly string[]): [string, string[]] {
  return cores === null ? [command, [...args]] : ['taskset', ['-c', cores.join(','), command, ...args]]
}

/** `0-2,5` */
export function parseCores(list: string): readonly number[] {
  return list
    .trim()
    .split(',')
    .flatMap((range) => {
      const [first = Number.NaN, last = first] = range.split('-').map(Number)
      return Number.isInteger(first) ? Array.from({ length: last - first + 1 }, (_, index) => first + index) : []
    })
}

function physicalCore(core: number): string {
  const folder = `/sys/devices/system/cpu/cpu${core}/topology`
  try {
    const known = readdirSync(folder)
    return ['physical_package_id', 'core_id']
      .map((name) => (known.includes(name) ? readFileSync(`${folder}/${name}`, 'utf8').trim() : String(core)))
      .join(':')
  } catch {
    return String(core)
  }
}
