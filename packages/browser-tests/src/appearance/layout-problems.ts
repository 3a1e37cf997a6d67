import type { Page } from 'playwright-core'

/** What no page of ours has at any width: something to scroll to sideways, or anything that could run. */
export function layoutProblems(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    const attributes = [...document.querySelectorAll('*')].flatMap((element) => element.getAttributeNames())
    return [
      ...(scrollWidth > clientWidth ? [`${scrollWidth} pixels wide in a window of ${clientWidth}`] : []),
      ...[...document.scripts].map(() => 'a script'),
      ...attributes.filter((name) => name.startsWith('on')).map((name) => `an attribute ${name}`),
    ]
  })
}
