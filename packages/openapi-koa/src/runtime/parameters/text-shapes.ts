import type { ObjectShape, ScalarShape, TextShape } from '../operation-table.ts'
import { fromTextOf } from './scalar-text.ts'
import { type Members, REPEATED, type Read } from './text-style.ts'

/** All that one text, or several of one name, may stand for. Lists and objects inside of it have no text of their own. */
export interface Shapes {
  readonly scalars: readonly ScalarShape[]
  /** Of the items, where it can be a list. */
  readonly items: readonly ScalarShape[] | undefined
  /** Where it can be an object. */
  readonly members: MemberShapes | undefined
}

export interface MemberShapes {
  readonly declared: ReadonlyMap<string, Shapes>
  readonly additional: Shapes | undefined
}

export function planShapes(shape: TextShape | readonly TextShape[] = 'string'): Shapes {
  const shapes = [shape].flat()
  const items = shapes.flatMap((one) => (typeof one === 'object' && 'items' in one ? [scalarsOf(one.items)] : []))[0]
  const object = shapes.find((one) => typeof one === 'object' && 'properties' in one)
  return { scalars: scalarsOf(shapes), items, members: object && planMembers(object) }
}

function planMembers({ properties, additional }: ObjectShape): MemberShapes {
  return {
    declared: new Map(Object.entries(properties).map(([name, shape]) => [name, planShapes(shape)])),
    additional: additional === undefined ? undefined : planShapes(additional),
  }
}

function scalarsOf(shape: TextShape | readonly TextShape[]): ScalarShape[] {
  return [shape].flat().filter((one) => typeof one === 'string')
}

/** What a text may stand for, likeliest first; at least the text. */
export function scalarCandidates(text: string, types: readonly ScalarShape[]): unknown[] {
  const value = fromTextOf(text, types)
  return value !== text && types.includes('string') ? [value, text] : [value]
}

/** Each item as what it looks like, and where all of them may be text, as that. */
export function listCandidates(texts: readonly string[], types: readonly ScalarShape[]): unknown[] {
  const values = texts.map((text) => fromTextOf(text, types))
  return types.length > 1 && types.includes('string') ? [values, [...texts]] : [values]
}

/** Members that the document does not know are left out, like parameters. */
export function objectCandidates(members: Members, shapes: MemberShapes): Read<Record<string, unknown>>[] {
  const likeliest = objectOf(members, shapes, fromTextOf)
  const hasChoice = [...shapes.declared.values(), shapes.additional].some((member) => member && isOpenToText(member))
  return hasChoice ? [likeliest, objectOf(members, shapes, asTextIfAllowed)] : [likeliest]
}

function isOpenToText({ scalars, items }: Shapes): boolean {
  return [scalars, items ?? []].some((types) => types.length > 1 && types.includes('string'))
}

function asTextIfAllowed(text: string, types: readonly ScalarShape[]): string | number | boolean {
  return types.includes('string') ? text : fromTextOf(text, types)
}

function objectOf(members: Members, shapes: MemberShapes, read: typeof fromTextOf): Read<Record<string, unknown>> {
  const values: Record<string, unknown> = {}
  for (const [name, texts] of members) {
    const member = shapes.declared.get(name) ?? shapes.additional
    // A name that no document means, and that would change what the object is.
    if (!member || name === '__proto__') continue
    const [text = '', ...others] = texts
    const isList = member.items !== undefined && (others.length > 0 || member.scalars.length === 0)
    if (!isList && others.length > 0) return { ...REPEATED, path: [name] }
    values[name] = isList ? texts.map((item) => read(item, member.items ?? [])) : read(text, member.scalars)
  }
  return { ok: true, value: values }
}
