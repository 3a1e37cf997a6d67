// Whoever read our output may be gone; what was started must be stopped in order all the same.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})

export function say(text: string): void {
  process.stdout.write(`${text}\n`)
}

export function complain(text: string): void {
  process.stderr.write(`${text}\n`)
}
