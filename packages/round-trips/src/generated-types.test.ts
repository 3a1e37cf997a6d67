import { fileURLToPath } from 'node:url'
import { generate } from '@identity-hub/openapi-koa/plugin'
import { expect, it } from 'vitest'
import { checkTypes } from './check-types.ts'
import { readCalls } from './document/read-calls.ts'
import { DOCUMENTS } from './documents.ts'
import { printHandlers } from './github-handlers.ts'

const runtime = fileURLToPath(import.meta.resolve('@identity-hub/openapi-koa'))

it('the stub of each document, and handlers for all of it, compile under TypeScript 7', async () => {
  const files: Record<string, string> = {}
  for (const { name, read } of DOCUMENTS) {
    const { content } = await read()
    files[`${name}.gen.ts`] = (await generate(content, { runtime })).text
    files[`${name}.ts`] = printHandlers(readCalls(content), `./${name}.gen.ts`)
  }
  expect(await checkTypes(files)).toBe('')
})

it('a handler that answers what its document does not have does not', async () => {
  const [museum] = await Promise.all(DOCUMENTS.slice(0, 1).map(({ read }) => read()))
  const content = museum?.content ?? {}
  const { text } = await generate(content, { runtime })
  const handlers = printHandlers(readCalls(content), './koa.gen.ts').replace('status: 200', 'status: 207')
  expect(await checkTypes({ 'koa.gen.ts': text, 'handlers.ts': handlers })).toMatch(
    /^handlers\.ts\(\d+,\d+\): error TS2322: /,
  )
})

it.each(DOCUMENTS)('of $title nothing is gone on without but what is listed', async ({ name, read }) => {
  const { content } = await read()
  const { warnings } = await generate(content, { types: './types.ts' })
  await expect(`${JSON.stringify(warnings, null, 2)}\n`).toMatchFileSnapshot(`warnings/${name}.json`)
})
