import { DOCUMENTS, GITHUB, githubSample } from './documents.ts'
import { roundTrip } from './round-trip.ts'

// node src/try-documents.ts <seed> <runs> <document>… writes a line of JSON for each document. `github:20` stands for some
// of GitHub's operations.
const [seed, runs, ...names] = process.argv.slice(2)
for (const name of names) {
  const [first, operations] = name.split(':')
  const document =
    first === 'github' && operations !== undefined
      ? githubSample(Number(operations))
      : [...DOCUMENTS, GITHUB].find((one) => one.name === name)
  if (!document) throw new Error(`There is no document ${name}.`)
  const result = await roundTrip(await document.read(), { seed: Number(seed), runs: Number(runs) })
  process.stdout.write(`${JSON.stringify(result)}\n`)
}
