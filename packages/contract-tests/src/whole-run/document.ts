import { describe, test } from '../run/cases.ts'
import { expect } from '../run/expect.ts'
import type { Kit } from '../kit.ts'
import { recordExchange } from '../run/recording.ts'

export function documentOfRun({ document, transcript, examples }: Kit): void {
  describe('The document against everything that was sent in this run', () => {
    for (const { operationId } of document.operations)
      test(`OPS-13: every response of ${operationId} is as documented`, () => {
        const ofOperation = transcript.violations.filter((violation) => violation.operationId === operationId)
        const firsts = new Map(ofOperation.toReversed().map((violation) => [violation.message, violation]))
        for (const { exchange } of firsts.values()) recordExchange(exchange)
        expect([...firsts.keys()].toReversed()).toEqual([])
        const answered = transcript.coverage().observed.filter((answer) => answer.startsWith(`${operationId} `))
        expect(answered.length).toBeGreaterThan(0)
      })

    test('OPS-13: every example of a request is accepted by its own schema, and was used', () => {
      expect(examples.all.length).toBeGreaterThan(0)
      expect(examples.all.filter(({ problems }) => problems.length > 0)).toEqual([])
      expect(examples.unused()).toEqual([])
    })
  })
}
