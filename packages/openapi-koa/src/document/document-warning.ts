import { type Steps, pointerOf } from './document-error.ts'

/** What a document can say that the generator goes on without. The README lists them; nothing else is left out. */
export const WARNINGS = {
  'derived-operation-id': 'An operation without an operationId gets a name made of its method and path.',
  'discriminator-without-alternatives': 'A discriminator beside neither oneOf nor anyOf is not followed.',
  'empty-status': 'The content of 204, 205 and 304, which never have any, is left out.',
  'interim-status': 'An interim status, 1XX, is not a handler’s to answer, and is left out.',
  'pattern-not-regular-expression': 'A pattern that is no regular expression of JavaScript is not checked.',
  'unasked-security': 'What a webhook or a callback asks for in its security is left to its handler.',
  'unchecked-content': 'Objects and lists in the content of responses that is neither JSON nor text are not checked.',
  'unchecked-bytes': 'How long bytes are, or which pattern they have, is not checked.',
  'unchecked-encoding': 'Headers of the parts of a multipart body are not checked.',
  'unchecked-unevaluated-items': 'unevaluatedItems beside contains, anyOf, oneOf or if is not checked.',
  'undefined-style': 'A value that OpenAPI defines no text for in its style is read in the way that the README says.',
  'unchecked-text': 'What text would have to look like to be a list or an object is not known, so it is not checked.',
  'undeclared-parts':
    'Parts of a multipart body without a name in its schema are skipped, also where the schema allows others.',
  'unknown-format': 'A format that nobody here knows is not checked.',
  'unknown-keyword': 'A keyword that neither JSON Schema nor OpenAPI has is not checked.',
  'unsupported-keyword':
    'A keyword of JSON Schema about schemas themselves, such as $id or $dynamicRef, is not followed.',
} as const

export type WarningCode = keyof typeof WARNINGS

export interface DocumentWarning {
  readonly code: WarningCode
  /** What it is about: the keyword, the format, the pattern, the name. */
  readonly subject: string
  /** Where in the document, as a JSON pointer (RFC 6901). */
  readonly pointer: string
}

/** Takes what is found on the way, each thing at each place once. */
export class WarningList {
  readonly #found = new Map<string, DocumentWarning>()

  add(code: WarningCode, subject: string, where: Steps): void {
    const pointer = pointerOf(where)
    this.#found.set(`${code} ${subject} ${pointer}`, { code, subject, pointer })
  }

  all(): DocumentWarning[] {
    return [...this.#found.values()]
  }
}
