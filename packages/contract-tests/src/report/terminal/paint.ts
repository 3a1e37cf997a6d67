import { styleText } from 'node:util'

/** Colours text by what it means, or leaves it as it is. */
export interface Paint {
  good(text: string): string
  bad(text: string): string
  warning(text: string): string
  strong(text: string): string
  soft(text: string): string
}

type Format = Parameters<typeof styleText>[0]

export function createPaint(colour: boolean): Paint {
  const paint = (format: Format) => (text: string) =>
    colour ? styleText(format, text, { validateStream: false }) : text
  return {
    good: paint('green'),
    bad: paint(['bold', 'red']),
    warning: paint('yellow'),
    strong: paint('bold'),
    soft: paint('dim'),
  }
}

/**
 * Whether to colour what is written to a stream. `NO_COLOR` says no (no-color.org), `FORCE_COLOR` says yes unless it is
 * `0` or `false`, as Node reads it; otherwise terminals get colours and files and pipes do not.
 */
export function wantsColour(stream: { readonly isTTY?: boolean }, environment: NodeJS.ProcessEnv): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = environment
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false'
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false
  return stream.isTTY === true && TERM !== 'dumb'
}
