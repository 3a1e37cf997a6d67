import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { cloneTree } from './clone-tree.ts'
import { drawSample } from './draw-sample.ts'
import { complaints, judge, percent, type JudgedSurvivor } from './judge.ts'
import { listMutants } from './list-mutants.ts'
import type { TriedMutant } from './mutant.ts'
import { help, readOptions, type Options } from './read-options.ts'
import { runStryker } from './stryker/run-stryker.ts'
import { subjectFiles } from './subject.ts'
import { toMarkdown, type Draw } from './to-markdown.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const survivorsUrl = new URL('../survivors.json', import.meta.url)
const pageUrl = new URL('../../../apps/docs/mutation.md', import.meta.url)
const resultUrl = new URL('../../../apps/docs/mutation.json', import.meta.url)

/** What a run has seen, before anybody thinks about it. */
interface Run {
  readonly draw: Draw
  readonly tried: readonly TriedMutant[]
}

const reading = readOptions(process.argv.slice(2))
if (!reading.ok) {
  process.stderr.write(`error: ${reading.problem}\nsee pnpm mutate --help\n`)
  process.exitCode = 2
} else if (reading.options === 'help') {
  process.stdout.write(help)
} else {
  const { options } = reading
  process.exitCode = await conclude(options.again ? await readRun() : await run(options), options)
}

async function run({ only, sample, seed }: Options): Promise<Run> {
  process.stderr.write('Copying the working tree\n')
  const clone = await cloneTree(root)
  try {
    const mutants = await listMutants(clone.root, subjectFiles(clone.root, only))
    if (mutants.length === 0) throw new Error('There is nothing to change in these files')
    const drawn = sample === null ? mutants : drawSample(mutants, sample, seed)
    const draw = { of: mutants.length, seed: sample === null ? null : seed }
    return { draw, tried: await runStryker(clone.root, drawn) }
  } finally {
    await clone.remove()
  }
}

async function readRun(): Promise<Run> {
  // A file that this command has written.
  return JSON.parse(await readFile(resultUrl, 'utf8')) as Run
}

async function conclude({ draw, tried }: Run, { only, json }: Options): Promise<0 | 1> {
  // A JSON file of ours, whose shape a test looks after.
  const judged = JSON.parse(await readFile(survivorsUrl, 'utf8')) as readonly JudgedSurvivor[]
  const judgement = judge(tried, judged)
  const result = `${JSON.stringify({ draw, ...judgement }, null, 2)}\n`
  if (only === null) {
    await writeFile(pageUrl, toMarkdown(judgement, draw))
    await writeFile(resultUrl, result)
  }
  process.stdout.write(json ? result : `${percent(judgement.share)} caught, of ${tried.length}\n`)
  const wrong = complaints(judgement)
  for (const line of wrong) process.stderr.write(`${line}\n`)
  return wrong.length === 0 ? 0 : 1
}
