import type { RequirementSummary, TestResult, Verdict } from '../report/run-report.ts'
import type { Requirement } from '../requirements/requirements.ts'
import type { Case } from './cases.ts'
import type { Mask } from './mask.ts'
import { NotApplicable } from './not-applicable.ts'
import { startRecording } from './recording.ts'

/** Runs one case. It never throws: whatever happens is a verdict. */
export async function runCase(
  one: Case,
  { seed, mask }: { readonly seed: number; readonly mask: Mask },
): Promise<TestResult> {
  const startedAt = performance.now()
  const { result, recording } = startRecording(`${seed}/${one.id}`, async () => one.body())
  const outcome = await within(one.timeoutMilliseconds, result)
  const { exchanges, omitted } = recording()
  return {
    ...resultOf(one, verdictOf(one, outcome), outcome === null ? null : mask.text(messageOf(outcome))),
    durationMilliseconds: performance.now() - startedAt,
    exchanges: exchanges.map((exchange) => mask.exchange(exchange)),
    omittedExchanges: omitted,
  }
}

/** A result without a run. */
export function resultOf(one: Case, verdict: Verdict, message: string | null): TestResult {
  const { id, requirements, sentence, group, policy } = one
  const summaries = requirements.map(summaryOf)
  const rest = { policy, message, durationMilliseconds: 0, exchanges: [], omittedExchanges: 0 }
  return { id, requirements: summaries, sentence, group, verdict, ...rest }
}

function summaryOf({ id, level, severity, sources, statement }: Requirement): RequirementSummary {
  return { id, level, severity, sources, statement }
}

/** What went wrong; null: nothing. */
async function within(milliseconds: number, work: Promise<unknown>): Promise<Error | null> {
  const late = new Error(`It had no end after ${milliseconds / 1000} s`)
  const timer = Promise.withResolvers<Error>()
  const timeout = setTimeout(() => timer.resolve(late), milliseconds)
  const ended = work.then(
    () => null,
    (thrown: unknown) => (thrown instanceof Error ? thrown : new Error(String(thrown))),
  )
  try {
    return await Promise.race([ended, timer.promise])
  } finally {
    clearTimeout(timeout)
  }
}

function verdictOf({ requirements, recommended }: Case, outcome: Error | null): Verdict {
  if (outcome === null) return 'pass'
  if (outcome instanceof NotApplicable) return 'not-applicable'
  return requirements[0].level === 'MUST' && !recommended ? 'fail' : 'warn'
}

function messageOf(error: Error): string {
  const { code } = error as NodeJS.ErrnoException
  // How values were compared tells nothing about the server.
  const message = error.message.replace(/ \/\/ Object\.is equality$/, '') || error.name
  return code === undefined || message.includes(code) ? message : `${message} (${code})`
}
