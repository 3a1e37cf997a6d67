import { html, type Markup } from '@identity-hub/markup'

/** What is shown this once. A press selects all of it. */
export const secret = (label: string, value: string): Markup =>
  html`<div class="field">
    <p class="label">${label}</p>
    <code class="secret">${value}</code>
  </div>`
