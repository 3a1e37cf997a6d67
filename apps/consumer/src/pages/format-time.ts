import { html } from 'ghtml'

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone: 'UTC' })
const date = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' })
const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium', timeZone: 'UTC' })

/** every 30 seconds */
export function every(seconds: number): string {
  return seconds === 1 ? 'every second' : `every ${seconds} seconds`
}

/** Sunday, 22 November 2026 */
export function formatDay(at: number): string {
  return day.format(at)
}

/** 13:04:05, in UTC: without a script the server cannot know the reader's clock. */
export function timeMarkup(at: number): string {
  return html`<time datetime="${new Date(at).toISOString()}">${time.format(at)}</time>`
}

/** 22 Nov 2026, 13:04:05 UTC */
export function instantMarkup(at: number): string {
  return html`<time datetime="${new Date(at).toISOString()}">${date.format(at)}, ${time.format(at)} UTC</time>`
}
