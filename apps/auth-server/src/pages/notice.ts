import { icon } from './icon.ts'
import { html, type Markup } from './markup.ts'

/** The id of the summary that says why a form came back; fields refer to it. */
export const problemId = 'problem'

/** Why a form came back. Announced by screen readers, and read again with each field that it describes. */
export function problemSummary(message: string): Markup {
  return html`<div class="notice problem" id="${problemId}" role="alert">
    ${icon('alert')}
    <p>${message}</p>
  </div>`
}

/** What was done at the person's wish. */
export function doneNotice(message: string): Markup {
  return html`<div class="notice success" role="status">
    ${icon('done')}
    <p>${message}</p>
  </div>`
}

/** Something to know before going on; not an error. */
export function caution(message: string): Markup {
  return html`<div class="notice">
    ${icon('device')}
    <p>${message}</p>
  </div>`
}
