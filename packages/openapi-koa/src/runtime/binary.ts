declare const BINARY: unique symbol

/** What the document calls bytes: `format: binary`. In a request it is a stream or a file, in a response bytes or a stream. */
export interface Binary {
  readonly [BINARY]: true
}
