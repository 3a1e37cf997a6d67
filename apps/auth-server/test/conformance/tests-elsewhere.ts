import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../../../', import.meta.url))

// The contract itself, and what is tried on it: those tests are about other servers than the hub.
const leftOut = ['contract-tests', 'foreign-servers', 'mutation-tests', 'benchmarks', 'node_modules', 'dist']

// The beginning of a name such as OPS-04, TOKEN-13: on a full disk …
const namedTest = /['"`]([A-Z]+-\d\d(?:, [A-Z]+-\d\d)*): /g

/** Which files of the repository have a test whose name begins with a requirement's id; the paths are from the root. */
export function testsElsewhere(): ReadonlyMap<string, readonly string[]> {
  const files = new Map<string, Set<string>>()
  for (const path of ['apps', 'packages', 'scripts'].flatMap((folder) => sourcesIn(join(root, folder))))
    for (const [, ids = ''] of readFileSync(path, 'utf8').matchAll(namedTest))
      for (const id of ids.split(', ')) {
        const known = files.get(id) ?? new Set()
        files.set(id, known.add(relative(root, path)))
      }
  return new Map([...files].map(([id, paths]) => [id, [...paths].toSorted()]))
}

function sourcesIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (leftOut.includes(entry.name)) return []
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return sourcesIn(path)
    return entry.name.endsWith('.ts') ? [path] : []
  })
}
