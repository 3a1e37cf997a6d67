import { html, type Markup, type Value } from '@identity-hub/markup'

/** Names and values of one thing. */
export const facts = (entries: readonly (readonly [name: string, value: Value])[]): Markup =>
  html`<dl class="facts">
    ${entries.map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`

const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' })

/** An instant of the API as people read it, in UTC. */
export const time = (instant: string): Markup =>
  html`<time datetime="${instant}">${format.format(new Date(instant))} UTC</time>`

export const badge = (text: string, kind: 'good' | 'bad' | 'quiet' = 'quiet'): Markup =>
  html`<span class="badge ${kind}">${text}</span>`

/** Names that belong together, such as scopes. */
export const tags = (names: readonly string[], ifNone: string): Markup =>
  names.length === 0
    ? html`<span class="hint">${ifNone}</span>`
    : html`<span class="tags">${names.map((name) => html`<code>${name}</code> `)}</span>`
