import { describe, expect, it } from 'vitest'
import { monogram } from './monogram.ts'

describe('a monogram', () => {
  it.each([
    ['Acme', 'A'],
    ['noor de vries', 'NV'],
    ['  (Stichting)  Het Nut ', 'SN'],
    ['3M', '3'],
    ['élan vital', 'ÉV'],
    ['e\u0301lan', 'É'],
    ['ßuper', 'ß'],
    ['ليلى حسن', 'لح'],
    ['𝒜cme', '𝒜'],
    ['山田 太郎', '山太'],
    ['', '·'],
    ['🎉 !!', '·'],
    ['<script>', 'S'],
  ])('of %j is %j', (name, initials) => {
    expect(monogram(name, 'en')).toBe(initials)
  })

  it('looks at the two ends only of a name without end', () => {
    expect(monogram(`${'a'.repeat(1_000_000)} zoo`, 'en')).toBe('AZ')
  })
})
