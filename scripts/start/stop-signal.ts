/** Aborted by Ctrl-C, by a request to end, or when the terminal is closed. */
export function stopSignal(): AbortSignal {
  const stop = new AbortController()
  // Not once: Ctrl-C comes from the terminal and again from the package manager, and must not cut the first one short.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort())
  return stop.signal
}

export function whenAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
