import { escapeToken, isObject, resolvePointer } from './json-pointer.ts'
import type { ContractDocument } from './read-document.ts'
import { createSchemas } from './schemas.ts'

export type Form = Readonly<Record<string, string>>

/** A request as the document shows it. */
export interface RequestExample {
  readonly operationId: string
  readonly name: string
  readonly form: Form
  /** What the document's own schema has against it. */
  readonly problems: readonly string[]
}

const formType = 'application/x-www-form-urlencoded'

/** Every example of a form that the document gives, and of an authorization request as its parameters' examples. */
export function readRequestExamples(document: ContractDocument): readonly RequestExample[] {
  const schemaAt = createSchemas(document.raw)
  return document.operations.flatMap(({ operationId, pointer }) => {
    const media = `${pointer}/requestBody/content/${escapeToken(formType)}`
    const examples = resolvePointer(document.raw, `${media}/examples`).value
    const bodies = Object.keys(isObject(examples) ? examples : {}).map((name): RequestExample => {
      const { value } = resolvePointer(document.raw, `${media}/examples/${escapeToken(name)}/value`)
      return { operationId, name, form: textsOf(value), problems: schemaAt(`${media}/schema`)(value) }
    })
    const query = queryExample(document, pointer, schemaAt)
    return Object.keys(query.form).length === 0 ? bodies : [...bodies, { operationId, name: 'query', ...query }]
  })
}

function queryExample(
  document: ContractDocument,
  pointer: string,
  schemaAt: ReturnType<typeof createSchemas>,
): Pick<RequestExample, 'form' | 'problems'> {
  const parameters = resolvePointer(document.raw, `${pointer}/parameters`).value
  const form: Record<string, string> = {}
  const problems: string[] = []
  for (const index of Array.isArray(parameters) ? parameters.keys() : []) {
    const place = resolvePointer(document.raw, `${pointer}/parameters/${index}`)
    if (!isObject(place.value) || place.value['in'] !== 'query') continue
    const { name, example } = place.value
    if (typeof name !== 'string' || (typeof example !== 'string' && typeof example !== 'number')) continue
    form[name] = String(example)
    problems.push(...schemaAt(`${place.pointer}/schema`)(example).map((problem) => `${name}: ${problem}`))
  }
  return { form, problems }
}

function textsOf(value: unknown): Form {
  return Object.fromEntries(Object.entries(isObject(value) ? value : {}).map(([name, text]) => [name, String(text)]))
}
