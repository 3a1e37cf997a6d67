import { sessionOf, readCookie, writeCookie, type Visit } from '../http/visit.ts'
import { codeAtClient, errorAtClient } from '../protocol/authorization-response.ts'
import { finish, nextStep } from '../protocol/next-step.ts'
import type { Account, Interaction } from '../state/records.ts'
import { isGenuine, tokenField } from './forms.ts'
import { goOn, pathOf, seeOther } from './interaction.ts'
import { pageOf, sendNotice, sendPage } from './page.ts'

const purposeOf = ({ id }: Interaction, account: Account) => `consent ${id} ${account.id}`

export function showConsent(visit: Visit, interaction: Interaction): void {
  const session = visit.rules.whoIsAsked(interaction, sessionOf(visit))
  if (session === undefined || nextStep(visit, interaction, session).kind !== 'consent') return goOn(visit, interaction)
  sendConsent(visit, interaction, session.account)
}

export function postConsent(visit: Visit, interaction: Interaction, fields: URLSearchParams): void {
  const { ctx, rules, tenant } = visit
  const account = rules.whoDecides(interaction, sessionOf(visit))
  if (account === undefined || !isGenuine(visit, purposeOf(interaction, account), fields))
    return sendNotice(ctx, rules, 403, 'This form was not shown to this browser.')
  const decision = rules.readDecision(fields)
  if (decision === null) return sendNotice(ctx, rules, 400, 'Allow or deny.')
  const { client } = interaction
  const request = rules.decidedRequest(interaction.request, fields)
  if (decision === 'deny')
    return seeOther(
      visit,
      finish(
        interaction,
        errorAtClient(visit, request, { error: 'access_denied', description: 'The person denied the request.' }),
      ),
    )
  const scopes = rules.scopesForRoles(tenant, account.roles, request.scopes)
  rules.rememberConsent(account, client.clientId, scopes)
  seeOther(visit, finish(interaction, codeAtClient(visit, client, account, request, scopes)))
}

/** "Not you?": the session ends, and the interaction waits for another person's password. */
export function postLeave(visit: Visit, interaction: Interaction, fields: URLSearchParams): void {
  const { ctx, rules, tenant } = visit
  const session = sessionOf(visit)
  if (session === undefined || !isGenuine(visit, purposeOf(interaction, session.account), fields))
    return sendNotice(ctx, rules, 403, 'This form was not shown to this browser.')
  rules.endOnSignOut(tenant, readCookie(visit, 'session') ?? '')
  writeCookie(visit, 'session', null)
  seeOther(visit, pathOf(visit, interaction, 'sign-in'))
}

function sendConsent(visit: Visit, interaction: Interaction, account: Account): void {
  const { ctx, rules, tenant } = visit
  const { client, request } = interaction
  const scopes = rules.scopesForRoles(tenant, account.roles, request.scopes)
  const items = scopes.map((scope) => `<li>${scope} ${rules.escape(tenant.scopes.get(scope)?.description ?? '')}</li>`)
  const token = tokenField(visit, purposeOf(interaction, account))
  const days = Math.max(1, Math.round(client.lifetimes.absoluteSeconds / 86_400))
  const content = [
    `<p>${rules.escape(tenant.name)}: ${rules.escape(client.name)} at ${rules.escape(new URL(request.redirectUri).host)}`,
    ` asks ${rules.escape(account.username)} for this, for ${days} days:</p><ul>${items.join('')}</ul>`,
    `<form method="post" action="${pathOf(visit, interaction, 'consent')}">${token}`,
    '<button name="decision" value="allow">Allow</button> <button name="decision" value="deny">Deny</button></form>',
    `<form method="post" action="${pathOf(visit, interaction, 'leave')}">${token}<button>Not you?</button></form>`,
  ]
  sendPage(ctx, rules, 200, pageOf('Allow access?', rules.consentContent(content.join(''))), [request.redirectUri])
}
