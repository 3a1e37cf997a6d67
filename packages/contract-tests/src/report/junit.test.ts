import { describe, expect, test } from 'vitest'
import { groupResults } from './groups.ts'
import { renderJunit } from './junit.ts'
import { hostileReport, hostileTexts } from './testing/hostile-report.ts'
import { elementsNamed, readXml, type XmlElement } from './testing/read-xml.ts'
import { sampleReport } from './testing/sample-report.ts'

const report = sampleReport()
const root = readXml(renderJunit(report))
const suites = root.children
const cases = elementsNamed('testcase', root)

const caseOf = (id: string) => cases.find(({ attributes }) => attributes['name']?.startsWith(`${id}:`))
const child = (element: XmlElement | undefined, name: string) => element?.children.find((one) => one.name === name)

describe('JUnit XML', () => {
  test('has a suite for each group and a case for each test', () => {
    const names = suites.map(({ attributes }) => attributes['name'])
    expect(names).toEqual(groupResults(report.results).map(({ name }) => name))
    expect(cases).toHaveLength(report.results.length)
    expect(root.attributes).toMatchObject({ tests: '218', failures: '3', skipped: '10', errors: '0', time: '74.312' })
  })

  test('counts in a suite what is in it', () => {
    for (const suite of suites) {
      expect(suite.attributes['tests']).toBe(String(suite.children.length))
      expect(suite.attributes['failures']).toBe(String(elementsNamed('failure', suite).length))
      expect(suite.attributes['skipped']).toBe(String(elementsNamed('skipped', suite).length))
      expect(suite.attributes['timestamp']).toBe('2026-11-22T14:03:09')
    }
  })

  test('gives each case the ids of its requirements as properties', () => {
    const properties = elementsNamed('property', caseOf('TOKEN-06') ?? root)
    const values = properties.map(({ attributes }) => [attributes['name'], attributes['value']])
    expect(values).toContainEqual(['requirement', 'TOKEN-06'])
    expect(values).toContainEqual(['id', 'TOKEN-06/no-answer-of-the-token-endpoint-may-be-stored'])
    expect(values).toContainEqual(['source', 'RFC 6749 §5.1'])
  })

  test('says of a failure what was seen, how to fix it, and how it went', () => {
    const failed = caseOf('TOKEN-06')
    const failure = child(failed, 'failure')
    expect(failure?.attributes['message']).toContain('Cache-Control was "private, max-age=60"')
    expect(failure?.text).toContain('identity-hub-contract --only TOKEN-06/')
    expect(failure?.text).toContain('Set it before anything can fail.')
    expect(child(failed, 'system-out')?.text).toContain('→ 400\ncontent-type: application/json\n')
  })

  test('lets a warning pass with its reason in the output', () => {
    const warned = caseOf('BEAR-05')
    expect(child(warned, 'failure')).toBeUndefined()
    expect(child(warned, 'system-out')?.text).toContain('warning: expires_in is 86400, more than 3600')
  })

  test('skips what does not apply, with the reason', () => {
    expect(child(caseOf('INTRO-03'), 'skipped')?.attributes['message']).toBe('The server has no introspection endpoint')
  })

  test('keeps every text that a server may send, as text, in well-formed XML', () => {
    const hostile = readXml(renderJunit(hostileReport()))
    const names = elementsNamed('testcase', hostile).map(({ attributes }) => attributes['name'])
    expect(names).toContain('PKCE-07: <script>document.title="owned"</script>')
    expect(names).toContain('PKCE-07: first line\r\nSet-Cookie: owned=1\n\n<b>second</b>')
    expect(names).toContain('PKCE-07: ]]>')
    expect(names.some((name) => name?.includes('\\u0000\\u0001\\u0008\\u000b\\u001b[31m'))).toBe(true)
    expect(names).toContain('PKCE-07: lone \uFFFD surrogate \uFFFD and \\uffff')
    expect(names).toHaveLength(hostileTexts.length)
  })
})
