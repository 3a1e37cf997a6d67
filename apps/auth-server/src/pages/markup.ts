export { html, Markup, ownMarkup, type Value } from '@identity-hub/markup'
