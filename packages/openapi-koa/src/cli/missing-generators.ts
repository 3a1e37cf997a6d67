import { readFileSync } from 'node:fs'
import { findPackageJSON } from 'node:module'

const INSTALL = 'npm install --save-dev @hey-api/openapi-ts@0.99.0 openapi-typescript@7.13.0 typescript@5.9.3'

/** What to say of generators that are not installed, or not in a version that works; undefined: all is well. */
export function missingGenerators(from: string | URL = import.meta.url): string | undefined {
  const absent = ['@hey-api/openapi-ts', 'openapi-typescript', 'typescript'].filter(
    (name) => versionOf(name, from) === undefined,
  )
  if (absent.length > 0) return `openapi-koa generates with ${absent.join(', ')}, not installed here. Type: ${INSTALL}`
  const typescript = versionOf('typescript', from) ?? ''
  if (Number.parseInt(typescript, 10) >= 7) {
    return [
      `The generators need the JavaScript API that TypeScript ${typescript} no longer has. Install them in a folder of their own,`,
      `with a package.json of its own: ${INSTALL}`,
    ].join('\n')
  }
  return undefined
}

function versionOf(name: string, from: string | URL): string | undefined {
  try {
    const manifest = findPackageJSON(name, from)
    return manifest && (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version // npm's format
  } catch {
    return undefined
  }
}
