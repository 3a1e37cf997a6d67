import type {
  Call,
  Content,
  DocumentedHeader,
  DocumentedResponse,
  Parameter,
  RequestBody,
  SecurityScheme,
} from './call.ts'
import { type Direction, directedDocument, follow } from './directed-document.ts'
import { type JsonObject, METHODS, isObject, listAt, objectAt } from './json.ts'

const PLACES = { path: 'path', query: 'query', header: 'headers', cookie: 'cookies' } as const
/** Header parameters and headers of these names are described elsewhere. https://spec.openapis.org/oas/v3.1.1#parameter-object */
const IGNORED_PARAMETERS = new Set(['accept', 'content-type', 'authorization'])

type Documents = Readonly<Record<Direction, JsonObject>>

/** All that can be called, in the document's order. */
export function readCalls(source: JsonObject): Call[] {
  const documents: Documents = {
    toServer: directedDocument(source, 'toServer'),
    toClient: directedDocument(source, 'toClient'),
  }
  // What a webhook carries was made by the server of the document: the directions change places.
  const reversed: Documents = { toServer: documents.toClient, toClient: documents.toServer }
  const calls: Call[] = []

  const addItem = (documentsOfItem: Documents, kind: Call['kind'], item: string, path: string, read: PathOf): void => {
    const pathItem = read(documentsOfItem.toServer)
    const answers = read(documentsOfItem.toClient)
    for (const method of METHODS) {
      const operation = pathItem[method]
      if (!isObject(operation)) continue
      const id = typeof operation['operationId'] === 'string' ? operation['operationId'] : derivedId(method, item)
      calls.push({
        id,
        kind,
        method: method.toUpperCase(),
        path,
        parameters: readParameters(documentsOfItem.toServer, pathItem, operation),
        ...readBody(documentsOfItem.toServer, operation),
        responses: readResponses(documentsOfItem.toClient, objectAt(answers, method)),
        security: kind === 'operations' ? readSecurity(documentsOfItem.toServer, operation) : [],
      })
      for (const [name, callback] of Object.entries(objectAt(operation, 'callbacks'))) {
        for (const expression of Object.keys(follow(documentsOfItem.toServer, callback))) {
          addItem(reversed, 'callbacks', `${id}-${name}`, `/callbacks/${calls.length}`, (document) =>
            follow(
              document,
              follow(document, objectAt(objectAt(read(document), method), 'callbacks')[name])[expression],
            ),
          )
        }
      }
    }
  }

  for (const path of Object.keys(objectAt(source, 'paths'))) {
    if (path.startsWith('/'))
      addItem(documents, 'operations', path, path, (document) => follow(document, objectAt(document, 'paths')[path]))
  }
  for (const name of Object.keys(objectAt(source, 'webhooks'))) {
    addItem(reversed, 'webhooks', name, `/webhooks/${calls.length}`, (document) =>
      follow(document, objectAt(document, 'webhooks')[name]),
    )
  }
  return calls
}

type PathOf = (document: JsonObject) => JsonObject

/** What openapi-koa calls an operation that has no name: `getBooksById`. */
function derivedId(method: string, item: string): string {
  const words = item.replaceAll('{', '/by/').split(/[^A-Za-z0-9]+/)
  return method + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
}

function readParameters(document: JsonObject, pathItem: JsonObject, operation: JsonObject): Parameter[] {
  const found = new Map<string, Parameter>()
  for (const declared of [...listAt(pathItem, 'parameters'), ...listAt(operation, 'parameters')]) {
    const parameter = follow(document, declared)
    const location = String(parameter['in'])
    const name = String(parameter['name'])
    if (!isPlace(location)) throw new Error(`There are no parameters in ${location}.`)
    if (location === 'header' && IGNORED_PARAMETERS.has(name.toLowerCase())) continue
    const [content] = Object.values(objectAt(parameter, 'content'))
    const style =
      typeof parameter['style'] === 'string'
        ? parameter['style']
        : location === 'path' || location === 'header'
          ? 'simple'
          : 'form'
    found.set(`${location} ${name}`, {
      place: PLACES[location],
      name,
      required: parameter['required'] === true,
      schema: {
        document,
        schema: content === undefined ? parameter['schema'] : objectAt({ content }, 'content')['schema'],
      },
      style,
      explode:
        typeof parameter['explode'] === 'boolean' ? parameter['explode'] : style === 'form' || style === 'deepObject',
      isJson: content !== undefined,
    })
  }
  return [...found.values()]
}

function isPlace(location: string): location is keyof typeof PLACES {
  return Object.hasOwn(PLACES, location)
}

function readBody(document: JsonObject, operation: JsonObject): { body?: RequestBody } {
  if (operation['requestBody'] === undefined) return {}
  const body = follow(document, operation['requestBody'])
  const content = readContent(document, body)
  return content.length === 0 ? {} : { body: { required: body['required'] === true, content } }
}

function readContent(document: JsonObject, holder: JsonObject): Content[] {
  return Object.entries(objectAt(holder, 'content')).map(([contentType, mediaType]) => {
    const schema = isObject(mediaType) ? mediaType['schema'] : undefined
    return {
      contentType,
      schema: schema === undefined ? undefined : { document, schema },
      encoding: objectAt(mediaType, 'encoding'),
    }
  })
}

function readResponses(document: JsonObject, operation: JsonObject): DocumentedResponse[] {
  return Object.entries(objectAt(operation, 'responses')).map(([status, value]) => {
    const response = follow(document, value)
    return { status, headers: readHeaders(document, response), content: readContent(document, response) }
  })
}

function readHeaders(document: JsonObject, response: JsonObject): DocumentedHeader[] {
  return Object.entries(objectAt(response, 'headers')).flatMap(([name, value]) => {
    if (name.toLowerCase() === 'content-type') return []
    const header = follow(document, value)
    return [{ name, required: header['required'] === true, schema: { document, schema: header['schema'] ?? {} } }]
  })
}

function readSecurity(document: JsonObject, operation: JsonObject): SecurityScheme[][] {
  const schemes = objectAt(objectAt(document, 'components'), 'securitySchemes')
  return listAt(Array.isArray(operation['security']) ? operation : document, 'security').map((alternative) =>
    Object.entries(isObject(alternative) ? alternative : {}).map(([name, scopes]) => {
      const scheme = follow(document, schemes[name])
      return {
        name,
        scopes: Array.isArray(scopes) ? scopes.map(String) : [],
        type: String(scheme['type']),
        scheme: typeof scheme['scheme'] === 'string' ? scheme['scheme'].toLowerCase() : undefined,
        in: typeof scheme['in'] === 'string' ? scheme['in'] : undefined,
        keyName: String(scheme['name']),
      }
    }),
  )
}
