import { type MediaRange, exactnessOf, parseAccept } from './accept.ts'
import type { ResponsesEntry } from '../operation-table.ts'

export interface NegotiationPlan {
  /** In the document's order: the first one is what a client gets that does not mind. */
  readonly contentTypes: readonly string[]
  readonly offers: readonly MediaRange[]
  /** The document has 406: a client that wants none of them is refused. */
  readonly refuses: boolean
}

/** Undefined: no success has several media types. */
export function planNegotiation(responses: ResponsesEntry): NegotiationPlan | undefined {
  const several = Object.entries(responses)
    .filter(([status]) => status.startsWith('2'))
    .map(([, { content }]) => Object.keys(content ?? {}))
    .filter((contentTypes) => contentTypes.length > 1)
  if (several.length === 0) return undefined
  const contentTypes = [...new Set(several.flat())]
  const offers = contentTypes.map((contentType) => parseAccept(contentType)?.[0] ?? NOTHING)
  return { contentTypes, offers, refuses: '406' in responses }
}

/** What a document writes that is no media type is accepted by `* / *` only. */
const NOTHING: MediaRange = { type: '', subtype: '', parameters: [], weight: 1 }

/**
 * The media type that the client would rather have; undefined: none of them. Of several that it likes as much, the one
 * that it names more exactly, then the one that it names first. Without the field, and with a malformed one, it does not
 * mind. RFC 9110 §12.5.1
 */
export function negotiate({ contentTypes, offers }: NegotiationPlan, accept: string | undefined): string | undefined {
  const ranges = accept === undefined ? undefined : parseAccept(accept)
  if (ranges === undefined || ranges.length === 0) return contentTypes[0]
  let best: Match | undefined
  let contentType: string | undefined
  for (const [index, offer] of offers.entries()) {
    const match = matchOf(offer, ranges)
    if (match === undefined || match.weight === 0 || (best !== undefined && compareMatches(match, best) >= 0)) continue
    best = match
    contentType = contentTypes[index]
  }
  return contentType
}

interface Match {
  readonly weight: number
  /** The more of a media type a range names. */
  readonly exactness: number
  /** In the field. */
  readonly index: number
}

function compareMatches(a: Match, b: Match): number {
  return b.weight - a.weight || b.exactness - a.exactness || a.index - b.index
}

/** What decides over an offer is the range that is most exact about it; over a range, which is many, the one that likes it most. */
function matchOf(offer: MediaRange, ranges: readonly MediaRange[]): Match | undefined {
  const matches = ranges.flatMap((range, index): Match[] => {
    const exactness = exactnessOf(range, offer)
    return exactness === undefined ? [] : [{ weight: range.weight, exactness, index }]
  })
  const isRange = offer.subtype === '*'
  return matches.toSorted((a, b) =>
    isRange ? compareMatches(a, b) : b.exactness - a.exactness || a.index - b.index,
  )[0]
}
