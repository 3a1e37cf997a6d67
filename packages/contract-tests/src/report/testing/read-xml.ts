import { SaxesParser } from 'saxes'

export interface XmlElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly XmlElement[]
  /** Of the element itself, without that of its children. */
  readonly text: string
}

/** @throws when the text is not well-formed XML 1.0 */
export function readXml(text: string): XmlElement {
  const open: { name: string; attributes: Record<string, string>; children: XmlElement[]; text: string }[] = []
  const top: XmlElement[] = []
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => open.push({ name, attributes, children: [], text: '' }))
  parser.on('text', (part) => {
    const element = open.at(-1)
    if (element !== undefined) element.text += part
  })
  parser.on('closetag', () => {
    const element = open.pop()
    if (element !== undefined) (open.at(-1)?.children ?? top).push(element)
  })
  parser.write(text).close()
  const [root] = top
  if (root === undefined) throw new Error('It has no element')
  return root
}

/** Every element of that name, at any depth. */
export function elementsNamed(name: string, root: XmlElement): readonly XmlElement[] {
  return [...(root.name === name ? [root] : []), ...root.children.flatMap((child) => elementsNamed(name, child))]
}
