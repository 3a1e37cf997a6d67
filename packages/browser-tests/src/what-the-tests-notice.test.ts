import { describe, expect } from 'vitest'
import { accessibilityProblems } from './appearance/accessibility.ts'
import { expectFinished } from './appearance/expect-finished.ts'
import { layoutProblems } from './appearance/layout-problems.ts'
import { asPage, startSite } from './house/site.ts'
import { test } from './visiting/browser-test.ts'
import { expectNoTrap, tabTo } from './visiting/keyboard.ts'
import { listenForNoise } from './visiting/noise.ts'

/** Tests of the tests: each fault that the other files look for is found when it is there. */
describe('a page with faults is noticed', () => {
  test('when it writes to the console, runs, breaks its policy, asks other origins, or lacks something', async ({
    openVisitor,
  }) => {
    await using other = await startSite('127.0.0.1')
    await using site = await startSite('localhost', (path) =>
      path === '/'
        ? asPage(
            `<form method="post" action="/elsewhere"></form>
             <img src="${other.origin}/image" alt="">
             <img src="/missing" alt="">
             <script>
               console.log('hello')
               fetch('/here')
               document.forms[0].submit()
               throw new Error('broken')
             </script>`,
            "form-action 'none'",
          )
        : null,
    )
    const { page, context } = await openVisitor({ noisy: true })
    const noise = listenForNoise(context, [site.origin])
    await page.goto(site.origin, { waitUntil: 'networkidle' })
    for (const part of [
      'console: log hello',
      'page error: broken',
      `request to another origin: ${other.origin}/image`,
      `404 for ${site.origin}/missing`,
      `request by a script: ${site.origin}/here`,
      'violates the following Content Security Policy',
    ])
      expect(noise).toContainEqual(expect.stringContaining(part))
  })

  test('but not when it is an error page and nothing else', async ({ openVisitor }) => {
    await using site = await startSite('localhost', () => null)
    const { page, context } = await openVisitor({ noisy: true })
    const noise = listenForNoise(context, [site.origin])
    const answer = await page.goto(site.origin, { waitUntil: 'networkidle' })
    expect(answer?.status()).toBe(404)
    expect(noise).toEqual([])
  })

  test('when people cannot read it, or have to scroll sideways', async ({ openVisitor }) => {
    const { page } = await openVisitor()
    await page.setContent(
      '<html lang="en"><title>x</title><main><h1>x</h1><p style="color:#ccc;background:#fff">pale</p>',
    )
    expect(await accessibilityProblems(page)).toEqual(['color-contrast (serious): p'])
    await page.setContent(
      '<html lang="en"><title>x</title><main><h1 onclick="1" style="width:1000px">x</h1><script></script>',
    )
    await page.setViewportSize({ width: 390, height: 800 })
    expect(await layoutProblems(page)).toEqual([
      expect.stringMatching(/^10\d\d pixels wide in a window of 390$/),
      'a script',
      'an attribute onclick',
    ])
    await expect(expectFinished(page, 'faulty')).rejects.toThrow('deeply equal []')
  })

  test('when the keyboard cannot reach a part, does not show where it is, or is caught', async ({ openVisitor }) => {
    const { page } = await openVisitor()
    await page.setContent('<button>first</button><button tabindex="-1">second</button>')
    await expect(tabTo(page, page.getByText('second'))).rejects.toThrow('cannot be reached with the Tab key')
    await expect(expectNoTrap(page)).rejects.toThrow('deeply equal')
    await page.setContent('<style>:focus { outline: none }</style><button>first</button>')
    await expect(tabTo(page, page.getByText('first'))).rejects.toThrow('visible')
    await page.setContent('<button>first</button><button onkeydown="event.preventDefault()">second</button>')
    await expect(expectNoTrap(page)).rejects.toThrow('does not leave')
  })
})
