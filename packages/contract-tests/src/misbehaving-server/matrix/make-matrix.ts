import { spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { triedFaults, faultNamed } from '../faults/all-faults.ts'
import { faultTable, readmeUrl, withTable } from '../fault-table.ts'
import { isAbout, isNear, isTriedWith, looksBack } from './choose-cases.ts'
import { matrixUrl, mostFailures, readMatrix, unproven, type FaultRow } from './matrix.ts'
import { failedIn, runWithFaults } from './run-fault.ts'
import { runAlone } from './run-alone.ts'

// Tries every fault with the contract and writes the matrix:
//   node make-matrix.ts [--all | --near] [--new] [--workers 2] [name of a fault …]
// With names, or with `--new` for those that were not tried yet (or only nearby), the other rows stay as they were. `--all`
// tries each fault with every test, however long that takes; `--near` only with those about its own subject.
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    all: { type: 'boolean', default: false },
    near: { type: 'boolean', default: false },
    new: { type: 'boolean', default: false },
    worker: { type: 'boolean', default: false },
    workers: { type: 'string', default: String(availableParallelism()) },
  },
})

const tried = values.all ? 'all' : values.near ? 'near' : 'most'

async function tryFault(name: string): Promise<FaultRow> {
  const fault = faultNamed(name)
  const lookingBack: string[] = []
  const results = await runWithFaults([fault], (one) => {
    if (tried !== 'near') return tried === 'all' || isTriedWith(fault, one)
    if (looksBack(one) && isAbout(fault, one)) lookingBack.push(one.id)
    return !looksBack(one) && isNear(fault, one)
  })
  const back = lookingBack.length === 0 ? [] : await runAlone([fault], lookingBack)
  const fails = [...failedIn(results), ...back]
  if (fails.length > mostFailures) return { fault: name, tried, fails, alone: null }
  return { fault: name, tried, fails, alone: tried === 'near' ? fails : await runAlone([fault], fails) }
}

/** Takes names from its input, and tells a row for each. */
async function work(): Promise<never> {
  for await (const name of createInterface(process.stdin))
    process.stdout.write(`${JSON.stringify(await tryFault(name))}\n`)
  process.exit(0)
}

/** One process per core: what takes time is the server's own work. */
async function shareOut(names: string[], onRow: (row: FaultRow) => void): Promise<void> {
  const waiting = [...names]
  const serve = async () => {
    const script = fileURLToPath(import.meta.url)
    const child = spawn(process.execPath, [script, '--worker', ...(tried === 'most' ? [] : [`--${tried}`])], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    const next = () => {
      const name = waiting.shift()
      if (name === undefined) child.stdin.end()
      else child.stdin.write(`${name}\n`)
    }
    next()
    for await (const line of createInterface(child.stdout)) {
      // The worker wrote it.
      onRow(JSON.parse(line) as FaultRow)
      next()
    }
  }
  await Promise.all(Array.from({ length: Number(values.workers) }, serve))
}

const isTried = (row: FaultRow | undefined) => row !== undefined && (values.near || row.tried !== 'near')

async function main(): Promise<void> {
  const before = positionals.length > 0 || values.new ? readMatrix() : { tests: [], faults: [] }
  const rows = new Map(before.faults.map((row) => [row.fault, row]))
  const names =
    positionals.length > 0
      ? positionals
      : triedFaults.map(({ name }) => name).filter((name) => !isTried(rows.get(name)))
  const tests: string[] = []
  await runWithFaults([], (one) => {
    tests.push(one.id)
    return false
  })
  const write = () => {
    const faults = triedFaults.flatMap(({ name }) => rows.get(name) ?? [])
    writeFileSync(matrixUrl, `${JSON.stringify({ tests, faults }, null, 2)}\n`)
    return { tests, faults }
  }
  await shareOut(names, (row) => {
    rows.set(row.fault, row)
    write()
    process.stdout.write(`${row.fault}: ${row.fails.length === 0 ? 'NOTHING' : row.fails.join(', ')}\n`)
  })
  writeFileSync(readmeUrl, withTable(readFileSync(readmeUrl, 'utf8'), faultTable()))
  const left = unproven(write())
  process.stdout.write(`${tests.length} tests, ${rows.size} faults, without a proof: ${left.length}\n`)
  for (const test of left) process.stdout.write(`  ${test}\n`)
  process.exitCode = left.length === 0 ? 0 : 1
}

await (values.worker ? work() : main())
