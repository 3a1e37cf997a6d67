import { readFileSync } from 'node:fs'
import { arch, cpus, platform, release, totalmem } from 'node:os'
import { join } from 'node:path'
import type { Machine } from './results.ts'

const COMPARED = ['koa', '@koa/router', 'oidc-provider', '@node-oauth/oauth2-server', 'pg']

export function describeMachine(): Machine {
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryBytes: totalmem(),
    system: `${platform()} ${release()} ${arch()}`,
    node: process.version,
    sqlite: process.versions['sqlite'] ?? 'unknown',
    packages: Object.fromEntries(COMPARED.map((name) => [name, versionOf(name)])),
  }
}

function versionOf(name: string): string {
  const manifest = join(import.meta.dirname, '../../node_modules', name, 'package.json')
  const { version }: { version?: unknown } = JSON.parse(readFileSync(manifest, 'utf8'))
  return String(version)
}
