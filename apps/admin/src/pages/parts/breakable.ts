import { html, type Markup } from '@identity-hub/markup'

const LONG_WORD = /\S{24}/

/** A text that may be broken anywhere when it has a long word; words of usual length stay whole. */
export const breakable = (text: string): Markup =>
  LONG_WORD.test(text) ? html`<span class="long">${text}</span>` : html`${text}`
