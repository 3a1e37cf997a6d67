import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { firstOf, reportAnswer, table } from './report.ts'

// An escape sequence, the same in one character, a line of its own, and text that is read backwards.
const EVIL = 'a\u001b[2J\u009b31m\u2028\u202eb'

async function answered(asJson: boolean): Promise<string> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const answer = { json: { name: `${EVIL}\n` }, text: `one ${EVIL}\n  two`, notes: [EVIL] }
  reportAnswer({ stdout, stderr }, answer, asJson)
  stdout.end()
  return text(stdout)
}

test('what came from elsewhere commands no terminal: people see what was there, lines stay as they were', async () => {
  expect(await answered(false)).toBe('one a\ufffd[2J\ufffd31m\ufffd\ufffdb\n  two\na\ufffd[2J\ufffd31m\ufffd\ufffdb\n')
})

test('programs read the very same text, escaped', async () => {
  const [document = ''] = (await answered(true)).split('\n')
  expect(document).toMatch(/^[\u0020-\u007e]+$/)
  expect(JSON.parse(document)).toEqual({ name: `${EVIL}\n` })
})

test('a table has the first of several, and how many more there are', () => {
  expect([firstOf([]), firstOf(['one']), firstOf(['one', 'two', 'three'])]).toEqual(['', 'one', 'one + 2'])
  expect(table(['A', 'B'], [[EVIL, 'x']], '').split('\n')[1]).toBe('a\ufffd[2J\ufffd31m\ufffd\ufffdb  x')
})
