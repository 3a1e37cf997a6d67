import path from 'node:path'
import { expect, it } from 'vitest'
import { GOLDEN_FOLDER, generate, readFixture } from '../fixtures/generate.ts'

// After a wanted change: `vitest run --update packages/openapi-koa`, then read the difference.
it('prints exactly what it printed before', async () => {
  const files = await generate(await readFixture())
  expect(Object.keys(files).toSorted()).toEqual(['koa.gen.ts', 'types.gen.ts', 'zod.gen.ts'])
  for (const [name, content] of Object.entries(files)) {
    await expect(content).toMatchFileSnapshot(path.join(GOLDEN_FOLDER, name))
  }
})

it('prints the same twice', async () => {
  const document = await readFixture()
  expect(await generate(document)).toEqual(await generate(document))
})
