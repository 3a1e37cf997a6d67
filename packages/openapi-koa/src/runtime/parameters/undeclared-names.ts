import type { ParametersEntry } from '../operation-table.ts'
import { planShapes } from './text-shapes.ts'

/** Tells the names that no parameter of a group has, whatever its style makes of its own name. */
export function undeclaredIn(entry: ParametersEntry): (name: string) => boolean {
  const names = new Set<string>()
  const prefixes: string[] = []
  for (const [name, { shape, style, explode = true, json }] of Object.entries(entry)) {
    const { scalars, items, members } = planShapes(shape)
    if (style === 'deepObject') prefixes.push(`${name}[`)
    else if (members && explode && json !== true) for (const member of members.declared.keys()) names.add(member)
    if (!members || items || scalars.length > 0 || !explode) names.add(name)
  }
  return (name) => !names.has(name) && !prefixes.some((prefix) => name.startsWith(prefix))
}
