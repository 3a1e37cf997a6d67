export interface Progress {
  say(line: string): void
  done(): void
}

/** On a terminal the current step stays in one line; elsewhere each is a line of its own. */
export function showProgress(stream: NodeJS.WriteStream): Progress {
  if (!stream.isTTY) return { say: (line) => void stream.write(`${line}\n`), done: () => {} }
  const startedAt = performance.now()
  return {
    say(line) {
      const elapsed = `${Math.round((performance.now() - startedAt) / 1000)} s`
      stream.write(`\r\u001B[K${`${elapsed}  ${line}`.slice(0, stream.columns - 1)}`)
    },
    done: () => void stream.write('\r\u001B[K'),
  }
}
