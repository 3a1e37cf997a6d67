import { parseJson } from '../bodies/parse-json.ts'
import type { ParameterEntry, ScalarShape } from '../operation-table.ts'
import type { LooseParameters } from '../request-type.ts'
import { fromText } from './scalar-text.ts'
import { type TextEntry, type TextPlace, codecOf, styleOf } from './style-of.ts'
import { type Shapes, listCandidates, objectCandidates, planShapes, scalarCandidates } from './text-shapes.ts'
import { type Decode, MALFORMED, REPEATED, type TextFault, type TextStyle } from './text-style.ts'

export type ReadText =
  | {
      readonly ok: true
      readonly value: unknown
      /** What else the text may stand for, next best first. */
      readonly others?: readonly unknown[]
    }
  | TextFault

/** Takes its own value out of all that were sent; undefined: it was not sent. See `Find`. */
export type TextReader = (values: Readonly<LooseParameters>, raw: Readonly<LooseParameters>) => ReadText | undefined

/** One of the `others`: the parameter counts as not sent. */
export const ABSENT: unique symbol = Symbol('absent')

/**
 * How a parameter's text becomes a value, by its style and what its schema can take.
 * @param isUndeclared whether no parameter has a name, so that an object that is open and exploded may
 */
export function readerOf(
  name: string,
  entry: TextEntry & Pick<ParameterEntry, 'allowEmpty'>,
  place: TextPlace,
  isUndeclared: (name: string) => boolean,
): TextReader {
  const shapes = planShapes(entry.shape)
  const { decode } = codecOf(place, entry)
  const read = entry.json ? readJson(name, decode, place, shapes) : readStyled(name, entry, place, shapes, isUndeclared)
  return entry.allowEmpty ? emptyMayBeAbsent(name, read, shapes) : read
}

function readStyled(
  name: string,
  entry: TextEntry,
  place: TextPlace,
  shapes: Shapes,
  isUndeclared: (name: string) => boolean,
): TextReader {
  const { scalars, items, members } = shapes
  const [type, ...others] = scalars
  const isBare = entry.style !== 'label' && entry.style !== 'matrix'
  if (type !== undefined && others.length === 0 && !items && !members && isBare) {
    const { decode, isDecoded } = codecOf(place, entry)
    return readScalar(name, type, isDecoded ? undefined : decode)
  }
  const isMember = members?.additional && isUndeclared
  return readShapes(
    styleOf(name, entry, place, { declared: [...(members?.declared.keys() ?? [])], ...(isMember && { isMember }) }),
    shapes,
  )
}

/** Most parameters are this. */
function readScalar(name: string, type: ScalarShape, decode: Decode | undefined): TextReader {
  return (values) => {
    const sent = values[name]
    if (sent === undefined) return undefined
    if (typeof sent !== 'string') return REPEATED
    const text = decode ? decode(sent) : sent
    return text === undefined ? MALFORMED : { ok: true, value: fromText(text, type) }
  }
}

/** A comma that stands as it is makes a list likelier than a text, whose own commas arrive escaped. */
function readShapes(style: TextStyle, { scalars, items, members }: Shapes): TextReader {
  return (values, raw) => {
    const [likely, unlikely]: [unknown[], unknown[]] = [[], []]
    let fault: TextFault | undefined
    const list = items && style.list(values, raw)
    if (list?.ok) (list.value.length > 1 ? likely : unlikely).push(...listCandidates(list.value, items ?? []))
    else fault = list
    const found = members && style.members(values, raw)
    if (found && !found.ok) fault = found
    else if (found && members) {
      for (const object of objectCandidates(found.value, members)) {
        if (!object.ok) fault = object
        else (Object.keys(object.value).length > 0 ? likely : unlikely).push(object.value)
      }
    }
    if (scalars.length > 0) {
      const scalar = style.scalar(values, raw)
      if (scalar?.ok) likely.push(...scalarCandidates(scalar.value, scalars))
      else fault ??= scalar
    }
    const candidates = [...likely, ...unlikely]
    if (candidates.length === 0) return fault
    const [value, ...others] = candidates
    return others.length === 0 ? { ok: true, value } : { ok: true, value, others }
  }
}

/** With a list, each text is an item, or one text is all of it. */
function readJson(name: string, decode: Decode, place: TextPlace, { items }: Shapes): TextReader {
  const parse = (sent: string): ReadText => {
    // What is JSON as it stands has no escapes to decode: cookies are sent both ways.
    const asItStands = place === 'cookie' ? jsonIn(sent) : MALFORMED
    if (asItStands.ok) return asItStands
    const text = decode(sent)
    return text === undefined ? MALFORMED : jsonIn(text)
  }
  return (values) => {
    const sent = values[name]
    if (sent === undefined) return undefined
    if (!items) return typeof sent === 'string' ? parse(sent) : REPEATED
    const list: unknown[] = []
    for (const text of [sent].flat()) {
      const read = parse(text)
      if (!read.ok) return read
      list.push(read.value)
    }
    return { ok: true, value: list.length === 1 && Array.isArray(list[0]) ? list[0] : list }
  }
}

function jsonIn(text: string): ReadText {
  const parsed = parseJson(text)
  if (parsed.ok) return parsed
  const { reason, path } = parsed.refusal
  return reason === 'malformed' ? MALFORMED : { ok: false, reason: 'invalid', path }
}

/** An empty text that the schema does not take is one that was not sent. */
function emptyMayBeAbsent(name: string, read: TextReader, { items, members }: Shapes): TextReader {
  return (values, raw) => {
    const found = read(values, raw)
    if (values[name] !== '') return found
    if (!found?.ok || items || members) return undefined
    return { ...found, others: [...(found.others ?? []), ABSENT] }
  }
}
