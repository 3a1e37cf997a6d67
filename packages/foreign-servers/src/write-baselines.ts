import { writeFile } from 'node:fs/promises'
import { baselineUrl, judge, servers, verdictsOf } from './servers.ts'

for (const server of servers) {
  const verdicts = verdictsOf(await judge(server))
  const inOrder = Object.entries(verdicts).toSorted(([left], [right]) => (left < right ? -1 : 1))
  const baseline = { version: 1, verdicts: Object.fromEntries(inOrder) }
  await writeFile(baselineUrl(server), `${JSON.stringify(baseline, null, 2)}\n`)
  process.stdout.write(`${server.name}: ${inOrder.length} verdicts\n`)
}
