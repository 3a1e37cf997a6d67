import {
  EXPLANATIONS,
  fill,
  NOBODY,
  PUBLIC_ERRORS,
  whatIsTold,
  type Changer,
  type Explanation,
  type Place,
  type Section,
} from '@identity-hub/core'

export const pageUrl = new URL('../../../docs/reference/errors.md', import.meta.url)

const PLACES: Readonly<Record<Place, readonly [title: string, introduction: string]>> = {
  'sign-in': ['Signing in', 'Events `account.sign_in_refused`. The person is told the same, but for a delay.'],
  authorization: [
    'Authorization requests',
    'Events `authorization.refused` and `authorization.denied`. What no client may be told, the person sees on a page.',
  ],
  token: [
    'Token, revocation and introspection requests',
    'Events `token.refused`, `token.revocation_refused`, `token.introspection_refused`, and what ends a grant: `grant.revoked`, `code.replayed`, `code.spent`, `refresh_token.reused`.',
  ],
  access: ['Access tokens', 'Events `api.refused`. A token whose grant has ended has the reason of the grant, above.'],
  management: [
    'The management API',
    'Events `management.refused`. A token that is not good has its reason from above; everything else has the code of the problem.',
  ],
}

const CHANGERS: Readonly<Record<Exclude<Changer, 'nobody'>, string>> = {
  'client developer': 'the developer of the client',
  administrator: 'an administrator of the tenant',
  user: 'the user',
  operator: 'whoever runs the hub',
}

/** The reference of all reasons and of all errors, from the catalogue that `hub explain` answers from. */
export function errorsPage(): string {
  const told = new Set<Explanation>()
  const places = (Object.keys(PLACES) as Place[]).map((place) => placeSection(place, told))
  return `${[introduction, ...places, publicErrors()].join('\n\n')}\n`
}

const introduction = `# Why was it refused?

<!-- Made by \`pnpm docs:errors\` from packages/core/src/explanations. Do not edit. -->

Every response carries \`X-Request-Id\`. \`hub explain <request-id>\` says why that request was refused, in one of the sentences
below; so does the management API (\`explainRequest\`). The client is told less: only what the RFC allows, with an \`error_uri\`
that leads to [what anybody may know about it](#what-clients-are-told).

Events are kept for 90 days unless the tenant says otherwise. A request that is too large or no form, that uses another method,
or whose tenant or page is gone, has its reason in its line of the log only.`

// What an earlier place has explained in the same words is not repeated.
function placeSection(place: Place, told: Set<Explanation>): string {
  const [title, text] = PLACES[place]
  const reasons = Object.entries<Explanation>(EXPLANATIONS[place]).filter(([, explanation]) => !told.has(explanation))
  for (const [, explanation] of reasons) told.add(explanation)
  return [
    `## ${title}`,
    text,
    ...reasons.map(([reason, explanation]) => reasonSection(place, reason, explanation)),
  ].join('\n\n')
}

function reasonSection(place: Place, reason: string, { sentence, advice, by, sections }: Explanation): string {
  return `### \`${reason}\`

${fill(sentence, NOBODY)}

- **To change**${by === 'nobody' ? '' : ` (${CHANGERS[by]})`}: ${advice}
- **Specified in** ${linksTo(sections)}
- **The client is told** ${toldOf(place, reason)}`
}

function toldOf(place: Place, reason: string): string {
  const told = whatIsTold(place, reason)
  if (told === null) return 'nothing: the person sees a page of the hub.'
  const { error, description } = told
  return `[\`${error}\`](#the-error-${error})${description === null ? '.' : `: ${description}`}`
}

function publicErrors(): string {
  const errors = Object.entries(PUBLIC_ERRORS).map(([code, { title, meaning, check, cases, sections }]) =>
    [
      `### The error ${code}`,
      `**${title}.** ${meaning}`,
      check,
      ...Object.entries<string>(cases).map(([description, what]) => `- “${description}” ${what}`),
      linksTo(sections),
    ].join('\n\n'),
  )
  const text =
    'Each has a page of the tenant, `/{tenant}/errors/{error}`, to which `error_uri` and the `type` of a problem lead.'
  return ['## What clients are told', text, ...errors].join('\n\n')
}

function linksTo(sections: readonly Section[]): string {
  return sections.map(({ title, url }) => `[${title}](${url})`).join(', ')
}
