import { html, type Markup } from './markup.ts'

const drawings = {
  alert: html`<circle cx="10" cy="10" r="8" /><path d="M10 5.75v5M10 13.75v.5" />`,
  check: html`<path d="m4.5 10.5 3.75 3.75 7.25-8" />`,
  device: html`<rect x="5.5" y="2.5" width="9" height="15" rx="2" /><path d="M9 14.75h2" />`,
  done: html`<circle cx="10" cy="10" r="8" /><path d="m6.5 10.25 2.5 2.5 4.5-5" />`,
} satisfies Record<string, Markup>

/** A small line drawing in the colour of the text beside it. It only repeats what that text says, so it is hidden. */
export function icon(name: keyof typeof drawings): Markup {
  return html`<svg
    class="icon"
    viewBox="0 0 20 20"
    width="20"
    height="20"
    fill="none"
    stroke="currentColor"
    stroke-width="1.75"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    ${drawings[name]}
  </svg>`
}
