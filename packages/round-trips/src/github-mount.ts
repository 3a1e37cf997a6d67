import { pathToFileURL } from 'node:url'
import type { Stub } from './generate.ts'

/** What it costs to mount a router of a large stub, in a process of its own: `node --expose-gc github-mount.ts <koa.gen.ts>`. */
export interface MountCost {
  /** Handlers that were asked for. */
  readonly operations: number
  readonly importCpuMs: number
  readonly importMegabytes: number
  readonly mountCpuMs: number
  readonly mountMegabytes: number
}

const cpuMs = (since?: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(since)
  return Math.round((user + system) / 1000)
}

const megabytes = (): number => {
  globalThis.gc?.()
  return Math.round(process.memoryUsage().heapUsed / 100_000) / 10
}

if (import.meta.main) {
  const start = { cpu: process.cpuUsage(), megabytes: megabytes() }
  const { createRouter } = (await import(pathToFileURL(process.argv[2] ?? '').href)) as Required<Stub> // what generated files export
  const imported = { cpuMs: cpuMs(start.cpu), megabytes: megabytes() }
  const asked = new Set<PropertyKey>()
  const handlers = new Proxy(
    {},
    {
      get: (_, id) => {
        asked.add(id)
        return () => ({ status: 204 })
      },
    },
  )
  const before = process.cpuUsage()
  const router = createRouter(handlers, {})
  const cost: MountCost = {
    operations: asked.size,
    importCpuMs: imported.cpuMs,
    importMegabytes: imported.megabytes - start.megabytes,
    mountCpuMs: cpuMs(before),
    mountMegabytes: megabytes() - imported.megabytes,
  }
  // After the measurement, so that the router is still there then.
  router.routes()
  process.stdout.write(`${JSON.stringify(cost)}\n`)
}
