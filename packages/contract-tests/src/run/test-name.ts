import { requirementOf, type Requirement } from '../requirements/requirements.ts'

/** What a test is called. */
export interface TestName {
  /** `PKCE-07/a-wrong-verifier-is-invalid-grant` */
  readonly id: string
  /** What it is about, the main one first. */
  readonly requirements: readonly [Requirement, ...Requirement[]]
  readonly sentence: string
}

const shape = /^([A-Z]+-\d+(?:, [A-Z]+-\d+)*): (\S.*)$/s
const longestSlug = 90

/** Reads `PKCE-07, RT-03: a wrong verifier is invalid_grant`; throws when a requirement is missing or unknown. */
export function readTestName(name: string): TestName {
  const [, ids, sentence] = shape.exec(name) ?? []
  if (ids === undefined || sentence === undefined)
    throw new Error(`"${name}" has to begin with the ids of its requirements: "PKCE-07: …"`)
  const [first = '', ...others] = ids.split(', ')
  const requirements = [requirementOf(first), ...others.map(requirementOf)] as const
  return { id: `${first}/${slugOf(sentence)}`, requirements, sentence }
}

/** Words and dashes; numbers are left out, since a count may change without another test coming of it. */
function slugOf(sentence: string): string {
  const words = sentence
    .toLowerCase()
    .replaceAll(/['’]/g, '')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '' && !/^\d+$/.test(word))
  const slug = words.join('-')
  return slug.length <= longestSlug ? slug : slug.slice(0, slug.lastIndexOf('-', longestSlug))
}
