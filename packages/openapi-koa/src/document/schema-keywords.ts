// The keywords of a schema, by what stands under them. https://json-schema.org/draft/2020-12/json-schema-core
// and https://spec.openapis.org/oas/v3.1.1#schema-object

/** Under these stands one schema. */
export const SCHEMA_KEYWORDS: ReadonlySet<string> = new Set([
  'items',
  'additionalProperties',
  'unevaluatedItems',
  'unevaluatedProperties',
  'not',
  'if',
  'then',
  'else',
  'contains',
  'propertyNames',
])

/** Under these stand schemas by name. */
export const SCHEMA_MAP_KEYWORDS: ReadonlySet<string> = new Set(['properties', 'patternProperties', 'dependentSchemas'])

/** Under these stand lists of schemas. */
export const SCHEMA_LIST_KEYWORDS: ReadonlySet<string> = new Set(['allOf', 'anyOf', 'oneOf', 'prefixItems'])

/** Under these stands data that the validator takes as it is. */
export const DATA_KEYWORDS: ReadonlySet<string> = new Set([
  'type',
  'enum',
  'const',
  'multipleOf',
  'maximum',
  'exclusiveMaximum',
  'minimum',
  'exclusiveMinimum',
  'maxLength',
  'minLength',
  'pattern',
  'maxItems',
  'minItems',
  'uniqueItems',
  'maxContains',
  'minContains',
  'maxProperties',
  'minProperties',
  'required',
  'dependentRequired',
  'format',
  'default',
])

/** They say something to people or to other tools, and nothing about which values fit. */
export const ANNOTATION_KEYWORDS: ReadonlySet<string> = new Set([
  'title',
  'description',
  'example',
  'examples',
  'deprecated',
  'externalDocs',
  'xml',
  '$comment',
  '$defs',
  'contentMediaType',
  'contentEncoding',
  'contentSchema',
])

/** They are read on the way: references, directions, dialects of OpenAPI. */
export const READ_KEYWORDS: ReadonlySet<string> = new Set([
  '$ref',
  'readOnly',
  'writeOnly',
  'discriminator',
  'nullable',
])

/** They belong to JSON Schema and are not followed. */
export const UNSUPPORTED_KEYWORDS: ReadonlySet<string> = new Set([
  '$id',
  '$schema',
  '$anchor',
  '$dynamicRef',
  '$dynamicAnchor',
  '$vocabulary',
  'id',
  'definitions',
  'dependencies',
  'additionalItems',
])

/** Formats that are checked; all but `binary` and `password`, which say nothing about the text, by ajv-formats. */
export const CHECKED_FORMATS: ReadonlySet<string> = new Set([
  'date',
  'time',
  'date-time',
  'iso-time',
  'iso-date-time',
  'duration',
  'uri',
  'uri-reference',
  'uri-template',
  'url',
  'email',
  'hostname',
  'ipv4',
  'ipv6',
  'regex',
  'uuid',
  'json-pointer',
  'json-pointer-uri-fragment',
  'relative-json-pointer',
  'byte',
  'int32',
  'int64',
  'float',
  'double',
  'password',
  'binary',
])
