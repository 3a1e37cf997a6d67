import type { BrowserContext, ConsoleMessage } from 'playwright-core'

/** Collects what a browser had to complain about, and requests that none of our pages should make. */
export function listenForNoise(context: BrowserContext, ownOrigins: readonly string[]): readonly string[] {
  const noise: string[] = []
  const failedDocuments = new Set<string>()
  context.on('console', (message) => {
    if (!isNoteOnDocument(message, failedDocuments) && !isNoteOnHaste(message))
      noise.push(`console: ${message.type()} ${message.text()}`)
  })
  context.on('weberror', (error) => noise.push(`page error: ${error.error().message}`))
  context.on('request', (request) => {
    const { origin, protocol } = new URL(request.url())
    if (protocol !== 'data:' && !ownOrigins.includes(origin)) noise.push(`request to another origin: ${request.url()}`)
    if (['script', 'fetch', 'xhr', 'websocket', 'eventsource'].includes(request.resourceType()))
      noise.push(`request by a script: ${request.url()}`)
  })
  context.on('response', (response) => {
    if (!response.request().isNavigationRequest()) {
      if (response.status() >= 400) noise.push(`${response.status()} for ${response.url()}`)
    } else if (response.status() >= 400) failedDocuments.add(response.url())
  })
  return noise
}

/** Chromium itself writes a line for every document that has an error status, such as our error pages. */
function isNoteOnDocument(message: ConsoleMessage, failedDocuments: ReadonlySet<string>): boolean {
  return (
    /^Failed to load resource: the server responded with a status of [45]\d\d /.test(message.text()) &&
    failedDocuments.has(message.location().url)
  )
}

/** On a busy machine the test types before the page has put the focus where it wants it. People are slower. */
function isNoteOnHaste(message: ConsoleMessage): boolean {
  return message.text() === 'Autofocus processing was blocked because a document already has a focused element.'
}
