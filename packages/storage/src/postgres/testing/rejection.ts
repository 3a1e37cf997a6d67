/** How long it took until the storage said that it is unavailable. Anything else is an error. */
export async function unavailableAfter(verb: () => Promise<unknown>): Promise<number> {
  const since = performance.now()
  const answer = await verb().then(
    (outcome) => outcome,
    (error: unknown) => error,
  )
  if (answer instanceof Error && answer.name === 'StorageUnavailableError') return performance.now() - since
  throw new Error(`expected that the storage is unavailable: ${JSON.stringify(answer)}`, { cause: answer })
}
