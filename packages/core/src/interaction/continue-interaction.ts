import type { RequestFacts } from '../request-facts.ts'
import type { LostRight } from '../rights/lost-right.ts'
import type { Client, Interaction } from '../storage/records.ts'
import { chooseStep, needsLogin, type Step } from './choose-step.ts'
import { lackedRight } from './lacked-right.ts'
import { issueCode, refuseDecision, type ResponseOutcome } from './issue-code.ts'
import { repeatAnswer } from './repeat-answer.ts'
import type { AuthorizationSettings, SignedIn } from './settings.ts'

export type InteractionStep =
  | Exclude<ResponseOutcome, { outcome: 'signed-out' }>
  /** Show the sign-in form. */
  | { readonly outcome: 'login' }
  /** Show the consent form for these scopes. */
  | {
      readonly outcome: 'consent'
      readonly scopes: readonly { readonly name: string; readonly description: Readonly<Record<string, string>> }[]
      readonly newScopes: readonly string[]
    }

/**
 * Where an open interaction stands for the person who is signed in: a page to show, or the answer to the client.
 * Codes are issued here when no consent is needed.
 */
export async function continueInteraction(
  settings: AuthorizationSettings,
  { interaction, client }: { readonly interaction: Interaction; readonly client: Client },
  person: SignedIn | null,
  facts: RequestFacts,
): Promise<InteractionStep> {
  if (interaction.state === 'done') return { outcome: 'already-decided' }
  if (interaction.state === 'login') return { outcome: 'login' }
  const judged = await judge(settings, interaction, client, person, facts)
  if (judged === 'login' || person === null) return returnToLogin(settings, interaction, facts)
  const { step, scopes, lacks } = judged
  if (step.step === 'consent') {
    const asked = scopes.filter(({ name }) => step.scopes.includes(name))
    return { outcome: 'consent', scopes: asked, newScopes: step.newScopes }
  }
  const decision = { interaction, request: interaction.request, client, person }
  const response =
    step.step === 'refuse'
      ? await refuseDecision(settings, decision, step.reason, facts, lacks)
      : await issueCode(settings, decision, step, facts)
  return response.outcome === 'signed-out' ? returnToLogin(settings, interaction, facts) : response
}

/** The person pressed a button on the consent page. */
export async function decideInteraction(
  settings: AuthorizationSettings,
  { interaction, client }: { readonly interaction: Interaction; readonly client: Client },
  person: SignedIn | null,
  pressed: 'allow' | 'deny',
  facts: RequestFacts,
): Promise<Exclude<InteractionStep, { outcome: 'consent' }>> {
  if (interaction.state === 'done') return repeatAnswer(settings, interaction, person, facts)
  if (interaction.state === 'login') return { outcome: 'login' }
  const judged = await judge(settings, interaction, client, person, facts)
  if (judged === 'login' || person === null) return returnToLogin(settings, interaction, facts)
  const { step, lacks } = judged
  const decision = { interaction, request: interaction.request, client, person }
  let response: ResponseOutcome
  if (pressed === 'deny') response = await refuseDecision(settings, decision, 'denied_by_resource_owner', facts)
  else if (step.step === 'refuse') response = await refuseDecision(settings, decision, step.reason, facts, lacks)
  else response = await issueCode(settings, decision, { scopes: step.scopes, consent: 'given' }, facts)
  // Decided in the same moment by the other press of the button.
  if (response.outcome === 'already-decided')
    return repeatAnswer(settings, { ...interaction, accountId: person.account.id }, person, facts)
  return response.outcome === 'signed-out' ? returnToLogin(settings, interaction, facts) : response
}

async function judge(
  { storage }: AuthorizationSettings,
  interaction: Interaction,
  client: Client,
  person: SignedIn | null,
  { now }: RequestFacts,
): Promise<
  | 'login'
  | {
      step: Exclude<Step, { step: 'login' }>
      scopes: readonly { name: string; description: Readonly<Record<string, string>> }[]
      lacks: LostRight
    }
> {
  // The person in this browser must be the one who came to the consent page; another tab may have changed that.
  if (person === null || person.account.id !== interaction.accountId) return 'login'
  if (needsLogin(interaction.request, person.session, interaction.createdAt, now) && !sameSession(interaction, person))
    return 'login'
  const facts = await storage.findAuthorizationFacts({
    accountId: person.account.id,
    client: client.id,
    scopes: interaction.request.scopes,
  })
  const step = chooseStep(interaction.request, client, facts)
  if (step.step === 'login') return 'login'
  const lacks = step.step === 'refuse' ? lackedRight(interaction.request, client, facts) : {}
  return { step, scopes: facts.scopes, lacks }
}

// A session that was young enough when the interaction began stays good for it.
function sameSession(interaction: Interaction, person: SignedIn): boolean {
  return interaction.sessionId === person.session.id
}

async function returnToLogin(
  { storage }: AuthorizationSettings,
  interaction: Interaction,
  { now }: RequestFacts,
): Promise<{ outcome: 'login' } | { outcome: 'stale' }> {
  const returned = await storage.returnToLogin({ interactionId: interaction.id, version: interaction.version, now })
  return returned.outcome === 'returned' ? { outcome: 'login' } : { outcome: 'stale' }
}
