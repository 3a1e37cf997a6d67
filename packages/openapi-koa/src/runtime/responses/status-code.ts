/** The codes of the IANA registry, https://www.iana.org/assignments/http-status-codes, without the interim ones. */
export type StatusCode =
  | (200 | 201 | 202 | 203 | 204 | 205 | 206 | 207 | 208 | 226)
  | (300 | 301 | 302 | 303 | 304 | 305 | 307 | 308)
  | (400 | 401 | 402 | 403 | 404 | 405 | 406 | 407 | 408 | 409 | 410 | 411 | 412 | 413 | 414 | 415 | 416 | 417)
  | (421 | 422 | 423 | 424 | 425 | 426 | 428 | 429 | 431 | 451)
  | (500 | 501 | 502 | 503 | 504 | 505 | 506 | 507 | 508 | 511)

/** They never have content, whatever a document says. RFC 9110 §15.3.5, §15.3.6, §15.4.5 */
export type EmptyStatus = 204 | 205 | 304

export function isEmptyStatus(status: number): status is EmptyStatus {
  return status === 204 || status === 205 || status === 304
}

/** An interim answer is followed by another one, and is not a handler's to give. RFC 9110 §15.2 */
export function isFinalStatus(status: number): boolean {
  return Number.isInteger(status) && status >= 200 && status <= 599
}

/**
 * The statuses that one key of a Responses Object stands for: itself, or, for `4XX` and `default`, those of its range that
 * no narrower key names. https://spec.openapis.org/oas/v3.1.1#responses-object
 */
export type StatusOfKey<Key, Keys> = Key extends number
  ? `${Key}` extends `1${string}`
    ? never
    : Key
  : Key extends `${infer Class}XX`
    ? Exclude<InClass<Class>, Keys>
    : Exclude<StatusCode, Keys | InClass<ClassOf<Keys>>>

type InClass<Class extends string> = StatusCode extends infer Code
  ? Code extends StatusCode
    ? `${Code}` extends `${Class}${string}`
      ? Code
      : never
    : never
  : never

type ClassOf<Keys> = Keys extends `${infer Class}XX` ? Class : never
