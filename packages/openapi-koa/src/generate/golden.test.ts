import { expect, it } from 'vitest'
import { GOLDEN_FILE, VAULT, VAULT_GOLDEN_FILE, generateFixture, readFixture } from '../fixtures/generate.ts'

// After a wanted change: `vitest run --update packages/openapi-koa`, then read the difference.
it('prints exactly what it printed before', async () => {
  await expect(await generateFixture(await readFixture())).toMatchFileSnapshot(GOLDEN_FILE)
})

it('prints exactly what it printed before of a document with security', async () => {
  await expect(await generateFixture(await readFixture(VAULT))).toMatchFileSnapshot(VAULT_GOLDEN_FILE)
})

it('prints the same twice', async () => {
  const document = await readFixture()
  expect(await generateFixture(document)).toEqual(await generateFixture(document))
})
