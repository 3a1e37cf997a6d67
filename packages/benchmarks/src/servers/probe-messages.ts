/** What a process has used since it began. */
export interface Usage {
  readonly cpuMicros: number
  readonly rssBytes: number
}

export type ProbeQuestion =
  | { readonly kind: 'usage' }
  | { readonly kind: 'start-profile' }
  /** In V8's format, for the browser's developer tools too. */
  | { readonly kind: 'write-profile'; readonly file: string }

/** To each question. */
export type ProbeAnswer = Usage
