import { html, type Markup } from './markup.ts'

// Embeddings, overrides and isolates would let a name rewrite how the text around it, or a host in it, reads.
const directionControls = /[\u202a-\u202e\u2066-\u2069]/g

/** A name as text that cannot turn the direction of what stands around it. */
export function visibleName(name: string): string {
  return name.replace(directionControls, '')
}

/** A name inside a sentence, whatever its script. `bdi` keeps a right-to-left name from reordering the sentence. */
export function isolate(name: string): Markup {
  return html`<bdi>${visibleName(name)}</bdi>`
}
