import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { triedFaults, faultNamed } from '../faults/all-faults.ts'
import { faultTable, readmeUrl, unformatted, withTable } from '../fault-table.ts'
import { aboutTheKit, proofsOf, readMatrix, unproven, type FaultRow } from './matrix.ts'
import { runAlone } from './run-alone.ts'
import { failedIn, runWithFaults } from './run-fault.ts'

const matrix = readMatrix()
const sideBySide = 3
// Of every so many proofs one is repeated; MATRIX_PROOFS=all repeats each.
const share = process.env['MATRIX_PROOFS'] === 'all' ? 1 : 8

test('every test of the contract passes where no fault is on', { timeout: 240_000 }, async () => {
  const results = await runWithFaults([], () => true)
  expect(results.map(({ id }) => id)).toEqual(matrix.tests)
  expect(failedIn(results)).toEqual([])
})

test('the matrix has every fault, and none that is gone', () => {
  expect(matrix.faults.map(({ fault }) => fault)).toEqual(triedFaults.map(({ name }) => name))
})

test('every test of the contract catches a fault that few others catch, too', () => {
  expect(unproven(matrix)).toEqual([])
  expect(aboutTheKit.filter((id) => !matrix.tests.includes(id))).toEqual([])
})

test(`of every ${share} proofs in the matrix one is repeated`, { timeout: 600_000 }, async () => {
  const wanted = new Map<FaultRow, string[]>()
  for (const id of matrix.tests) {
    const [proof] = proofsOf(matrix, id).toSorted((left, right) => left.fails.length - right.fails.length)
    if (proof !== undefined) wanted.set(proof, [...(wanted.get(proof) ?? []), id])
  }
  const missed: string[] = []
  const queue = [...wanted].filter((_, index) => index % share === 0)
  expect(queue.length).toBeGreaterThan(10)
  const serve = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const [{ fault }, ids] = next
      const failed = await runAlone([faultNamed(fault)], ids)
      missed.push(...ids.filter((id) => !failed.includes(id)).map((id) => `${fault}: ${id}`))
    }
  }
  await Promise.all(Array.from({ length: sideBySide }, serve))
  expect(missed).toEqual([])
})

test('the README lists every fault', () => {
  const readme = readFileSync(readmeUrl, 'utf8')
  expect(unformatted(readme)).toBe(unformatted(withTable(readme, faultTable())))
})
