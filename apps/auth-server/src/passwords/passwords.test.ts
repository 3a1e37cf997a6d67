import { hashSync } from '@node-rs/argon2'
import { describe, expect, test } from 'vitest'
import { createGate } from './gate.ts'
import { createPasswords, defaultPasswordSettings } from './passwords.ts'
import { currentCost, dummyPhc, readPhc } from './phc.ts'

const passwords = createPasswords()
const fastest = (times: readonly number[]): number => Math.min(...times)

describe('a password', () => {
  test('matches its own hash and nothing else', async () => {
    const hash = await passwords.hash('correct horse')
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(await passwords.verify(hash, 'correct horse')).toBe(true)
    expect(await passwords.verify(hash, 'correct horsf')).toBe(false)
    expect(await passwords.verify(hash, '')).toBe(false)
    expect(await passwords.hash('correct horse')).not.toBe(hash)
  })

  test.each([
    ['at the 73rd byte', 'x'.repeat(72), 'a', 'b'],
    ['after a NUL', 'before\0', 'a', 'b'],
    ['at the 1,024th byte', 'x'.repeat(1023), 'a', 'b'],
  ])('is not cut off: a difference %s counts', async (_where, start, one, other) => {
    const hash = await passwords.hash(start + one)
    expect(await passwords.verify(hash, start + one)).toBe(true)
    expect(await passwords.verify(hash, start + other)).toBe(false)
  })

  test('is the same whether the keyboard composes its characters or not', async () => {
    expect(await passwords.verify(await passwords.hash('cafe\u0301 noir'), 'caf\u00e9 noir')).toBe(true)
  })

  test('is not verified on the event loop', async () => {
    let turns = 0
    const timer = setInterval(() => (turns += 1), 1)
    await Promise.all(Array.from({ length: 8 }, () => passwords.verify(null, 'anything')))
    clearInterval(timer)
    expect(turns).toBeGreaterThan(3)
  })
})

describe('an unknown user', () => {
  test('is refused whatever is typed', async () => {
    expect(await passwords.verify(null, 'correct horse')).toBe(false)
  })

  test('takes as long as a wrong password', async () => {
    const hash = await passwords.hash('correct horse')
    const known: number[] = []
    const unknown: number[] = []
    for (let round = 0; round < 15; round += 1) {
      for (const [times, stored] of [
        [known, hash],
        [unknown, null],
      ] as const) {
        const began = process.hrtime.bigint()
        await passwords.verify(stored, 'wrong')
        times.push(Number(process.hrtime.bigint() - began))
      }
    }
    expect(fastest(unknown) / fastest(known)).toBeGreaterThan(0.5)
    expect(fastest(unknown) / fastest(known)).toBeLessThan(2)
  })
})

describe('a hash from elsewhere', () => {
  const imported = hashSync('correct horse', { memoryCost: 4096, timeCost: 3, parallelism: 2, outputLen: 24 })

  test('is verified under its own parameters, and due for today’s', async () => {
    expect(await passwords.verify(imported, 'correct horse')).toBe(true)
    expect(await passwords.verify(imported, 'wrong')).toBe(false)
    expect(passwords.needsRehash(imported)).toBe(true)
    expect(passwords.needsRehash(await passwords.hash('correct horse'))).toBe(false)
  })

  test.each([
    ['another scheme', '$2b$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy'],
    ['argon2i', imported.replace('argon2id', 'argon2i')],
    ['an older version', imported.replace('v=19', 'v=16')],
    ['nothing', ''],
    ['the password itself', 'correct horse'],
    ['more memory than the machine has', imported.replace('m=4096', 'm=9999999')],
    ['passes without end', imported.replace('t=3', 't=99')],
  ])('that is %s matches nothing and crashes nothing', async (_what, stored) => {
    expect(await passwords.verify(stored, 'correct horse')).toBe(false)
    expect(passwords.needsRehash(stored)).toBe(true)
  })

  test('the dummy has the form of a real one', () => {
    expect(readPhc(dummyPhc(currentCost, (size) => Buffer.alloc(size, 7)))).toEqual(currentCost)
  })
})

describe('the gate', () => {
  test('lets two attempts of one account in at a time, in order, and other accounts beside them', async () => {
    const gate = createGate(defaultPasswordSettings.gate)
    const log: string[] = []
    const most = { ada: 0, bob: 0 }
    const running = { ada: 0, bob: 0 }
    const attempt = async (who: 'ada' | 'bob', index: number): Promise<number> => {
      running[who] += 1
      most[who] = Math.max(most[who], running[who])
      log.push(`${who} ${index}`)
      await passwords.verify(null, 'wrong')
      running[who] -= 1
      return index
    }
    const names = ['ada', 'ada', 'ada', 'ada', 'bob'] as const
    const results = await Promise.all(names.map((who, index) => gate('acme', who, () => attempt(who, index))))
    expect(results).toEqual([0, 1, 2, 3, 4])
    expect(most).toEqual({ ada: 2, bob: 1 })
    expect(log.indexOf('bob 4')).toBeLessThan(log.indexOf('ada 2'))
    expect(log.indexOf('ada 2')).toBeLessThan(log.indexOf('ada 3'))
  })

  test('turns away what is too much for one account or one tenant, and recovers', async () => {
    const gate = createGate({ perPerson: 1, mostPerPerson: 2, mostPerTenant: 3 })
    const { promise, resolve } = Promise.withResolvers<void>()
    const wait = async (): Promise<string> => {
      await promise
      return 'done'
    }
    const ada = [gate('acme', 'ada', wait), gate('acme', 'ada', wait), gate('acme', 'ada', wait)]
    const bob = [gate('acme', 'bob', wait), gate('acme', 'bob', wait)]
    const neighbour = [gate('globex', 'ada', wait), gate('globex', 'bob', wait)]
    resolve()
    expect(await Promise.all(ada)).toEqual(['done', 'done', 'busy'])
    expect(await Promise.all(bob)).toEqual(['done', 'busy'])
    expect(await Promise.all(neighbour)).toEqual(['done', 'done'])
    expect(await gate('acme', 'bob', wait)).toBe('done')
  })

  test('an attempt that fails gives its place to the next', async () => {
    const gate = createGate({ perPerson: 1, mostPerPerson: 10, mostPerTenant: 10 })
    const first = gate('acme', 'ada', () => Promise.reject(new Error('outage')))
    const second = gate('acme', 'ada', () => Promise.resolve('done'))
    await expect(first).rejects.toThrow('outage')
    expect(await second).toBe('done')
  })
})
