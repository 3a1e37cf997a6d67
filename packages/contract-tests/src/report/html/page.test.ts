import { createHash } from 'node:crypto'
import { parse, type DefaultTreeAdapterTypes } from 'parse5'
import { describe, expect, test } from 'vitest'
import type { RunReport, Verdict } from '../run-report.ts'
import { hostileReport, hostileTexts } from '../testing/hostile-report.ts'
import { flawlessReport, sampleReport, sampleResult } from '../testing/sample-report.ts'
import { renderHtml } from './page.ts'

type Node = DefaultTreeAdapterTypes.Node
type Element = DefaultTreeAdapterTypes.Element

const sample = elementsOf(sampleReport())

describe('The page', () => {
  test.each([
    ['a run', sampleReport()],
    ['a flawless run', flawlessReport()],
    ['a hostile server', hostileReport()],
    ['no test at all', sampleReport({ results: [] })],
  ])('of %s loads nothing and runs nothing but its own script', (_, report) => {
    const elements = elementsOf(report)
    const attributes = elements.flatMap(({ attrs }) => attrs)
    const ownElements = new Set(elementsOf(sampleReport()).map(({ tagName }) => tagName))
    expect(elements.map(({ tagName }) => tagName).filter((name) => !ownElements.has(name))).toEqual([])
    expect(
      elements.filter(({ tagName }) => /^(script|style|link|base)$/.test(tagName)).map(({ tagName }) => tagName),
    ).toEqual(['link', 'style', 'script'])
    expect(
      attributes.filter(({ name }) => name.startsWith('on') || /^(src|srcset|srcdoc|style|action)$/.test(name)),
    ).toEqual([])
    const targets = attributes.filter(({ name }) => name === 'href').map(({ value }) => value)
    const allowed =
      /^(?:#|data:image\/svg\+xml,|https:\/\/(?:www\.rfc-editor\.org|datatracker\.ietf\.org|openid\.net|github\.com|www\.cve\.org|doi\.org|oauch\.io|auth0\.com|cheatsheetseries\.owasp\.org|www\.npmjs\.com)\/?)/
    expect(targets.filter((target) => !allowed.test(target))).toEqual([])
  })

  test('allows by policy what is in it, by its hash, and nothing else', () => {
    const policy = sample.find((element) => attribute(element, 'http-equiv') === 'Content-Security-Policy')
    expect(attribute(policy, 'content')).toBe(
      `default-src 'none'; style-src 'sha256-${hashOf('style')}'; script-src 'sha256-${hashOf('script')}'; img-src data:; base-uri 'none'; form-action 'none'`,
    )
  })

  test('shows whatever a server sends as text', () => {
    const shown = textOf(documentOf(hostileReport()))
    const plain = hostileTexts.filter((text) => /^[\x20-\x7E]*$/.test(text))
    expect(plain.filter((text) => !shown.includes(text))).toEqual([])
    expect(plain.length).toBeGreaterThan(15)
    expect(shown).toContain('\\u001b[31m')
    expect(shown).toContain('user\\u202etxt.exe\\u2066\\u200b\\ufeff')
  })

  test('has a place for each test that links can name', () => {
    const ids = sample.map((element) => attribute(element, 'id')).filter((id) => id !== undefined)
    expect(new Set(ids).size).toBe(ids.length)
    const links = sample.map((element) => attribute(element, 'href')).filter((href) => href?.startsWith('#') === true)
    const missing = links.filter((href) => !ids.includes(decodeURIComponent(href?.slice(1) ?? '')))
    expect(missing).toEqual([])
    expect(ids).toContain('TOKEN-06/no-answer-of-the-token-endpoint-may-be-stored')
  })

  test('says of a failure what was seen, how to fix it, where it is written, and how it went', () => {
    const failed = sample.find((element) => attribute(element, 'id')?.startsWith('TOKEN-06/') === true)
    const said = textOf(failed).replaceAll(/\s+/g, ' ')
    for (const part of [
      'Failed TOKEN-06 no answer of the token endpoint may be stored',
      'What was seen Cache-Control was "private, max-age=60"',
      'How to fix it Send Cache-Control: no-store',
      'RFC 6749 §5.1 OAuth 2.1 §3.2.3',
      'identity-hub-contract --only TOKEN-06/no-answer-of-the-token-endpoint-may-be-stored',
      'POST https://id.example.com/acme/oauth2/v1/token 400',
      'cache-control: private, max-age=60',
      '{"error":"invalid_grant","error_description":"The code has expired"}',
    ])
      expect(said).toContain(part)
  })

  test('keeps the line breaks of a body', () => {
    const [result] = sampleReport().results
    if (result === undefined) throw new Error('the sample has results')
    const [exchange] = result.exchanges
    if (exchange === undefined) throw new Error('the result has an exchange')
    const changed = { ...result, exchanges: [{ ...exchange, responseBody: '\n{\n  "a": 1\n}' }] }
    const bodies = elementsOf(sampleReport({ results: [changed] })).filter(
      (element) => attribute(element, 'class') === 'body',
    )
    expect(bodies.map(textOf)).toContain('\n{\n  "a": 1\n}')
  })

  test('claims that the contract is kept only when all of it was asked', () => {
    expect(headingFor('pass', 'not-applicable')).toBe('The contract is kept')
    expect(headingFor('pass', 'skipped')).toBe('1 passed, 1 left out')
    expect(headingFor('pass', 'warn', 'skipped')).toBe('Nothing failed, 1 warning')
    expect(headingFor('skipped')).toBe('Nothing was tested')
  })

  test('names the run in its title and heading', () => {
    expect(textOf(named('title'))).toBe('3 failed · OAuth contract of https://id.example.com/acme')
    expect(textOf(named('h1'))).toBe('3 tests failed')
  })
})

function headingFor(...verdicts: readonly Verdict[]): string {
  const results = verdicts.map((verdict, index) => sampleResult({ verdict, id: `PKCE-07/${index}` }))
  return textOf(elementsOf(sampleReport({ results })).find(({ tagName }) => tagName === 'h1'))
}

function named(name: string): Element | undefined {
  return sample.find(({ tagName }) => tagName === name)
}

function hashOf(name: string): string {
  return createHash('sha256')
    .update(textOf(named(name)))
    .digest('base64')
}

function documentOf(report: RunReport): Node {
  return parse(renderHtml(report))
}

function elementsOf(report: RunReport): readonly Element[] {
  return within(documentOf(report))
}

function within(node: Node): readonly Element[] {
  const children = 'childNodes' in node ? node.childNodes.flatMap(within) : []
  return 'tagName' in node ? [node, ...children] : children
}

function textOf(node: Node | undefined): string {
  if (node === undefined) return ''
  if ('value' in node) return node.value
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : ''
}

function attribute(element: Element | undefined, name: string): string | undefined {
  return element?.attrs.find((one) => one.name === name)?.value
}
