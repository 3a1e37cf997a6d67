import { InvalidArgumentError, Option, type Command } from 'commander'

/** An option with one value, given at most once. */
export function single(flags: string, description: string): Option {
  return new Option(flags, description).argParser<string | undefined>((value, previous) => {
    if (previous !== undefined) throw new InvalidArgumentError('It is there twice; write it once.')
    return checkValue(value)
  })
}

/** An option that repeats, one value each. */
export function repeated(flags: string, description: string): Option {
  return new Option(flags, description).argParser<readonly string[]>((value, previous) => [
    ...(Array.isArray(previous) ? previous : []),
    checkValue(value),
  ])
}

/** A whole number of seconds, given at most once; the bounds are checked where they are known. */
export function seconds(flags: string, description: string): Option {
  return new Option(flags, description).argParser<number | undefined>((value, previous) => {
    if (previous !== undefined) throw new InvalidArgumentError('It is there twice; write it once.')
    if (!/^\d{1,9}$/.test(value)) throw new InvalidArgumentError('Write a whole number of seconds, such as 3600.')
    return Number(value)
  })
}

/** Any other whole number, given at most once. */
export function wholeNumber(flags: string, description: string): Option {
  return new Option(flags, description).argParser<number | undefined>((value, previous) => {
    if (previous !== undefined) throw new InvalidArgumentError('It is there twice; write it once.')
    if (!/^\d{1,9}$/.test(value) || Number(value) === 0)
      throw new InvalidArgumentError('Write a whole number from 1 on, such as 20.')
    return Number(value)
  })
}

export function limitOption(description = 'at most so many; all of them unless given'): Option {
  return wholeNumber('--limit <n>', description)
}

/** An instant, or how long ago it was, as RFC 3339 has it. */
export function instant(flags: string, description: string): Option {
  return new Option(flags, description).argParser<string>((value) => {
    const ago = /^(\d{1,6})([mhd])$/.exec(value)
    const at = ago === null ? Date.parse(value) : Date.now() - Number(ago[1]) * (UNIT_MILLISECONDS[ago[2] ?? ''] ?? 0)
    if (Number.isNaN(at))
      throw new InvalidArgumentError('Write an instant such as 2026-11-01T12:00Z, or 90m, 24h, 7d ago.')
    return new Date(at).toISOString()
  })
}

const UNIT_MILLISECONDS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 }

/** One of a few words. */
export function choice(flags: string, description: string, words: readonly string[]): Option {
  return new Option(flags, description).choices(words)
}

/** `--name --type public` forgot the name; taking `--type` for it would make a client by that name. */
function checkValue(value: string): string {
  if (value.startsWith('--'))
    throw new InvalidArgumentError('That is another option; write the value that belongs here.')
  return value
}

// Commander would complain about a missing `--name` before it notices that there is a `--nmae`, so we ask later.
const mandatoryOptions = new WeakSet<Option>()

export function mandatory(option: Option): Option {
  mandatoryOptions.add(option)
  option.description += ' (required)'
  return option
}

/** The flags of the mandatory options that were not given. */
export function missingOptions(command: Command): readonly string[] {
  return command.options
    .filter((option) => mandatoryOptions.has(option) && command.getOptionValue(option.attributeName()) === undefined)
    .map((option) => option.flags)
}

export function tenantOption(): Option {
  return mandatory(single('--tenant <slug>', 'the tenant that it belongs to'))
}

/** Lines under a command's help that show how it is typed; an indented one goes on with the one before it. */
export function examples(command: Command, ...lines: readonly string[]): void {
  const shown = lines.map((line) => (line.startsWith(' ') ? `    ${line}` : `  $ pnpm hub ${line}`))
  command.addHelpText('after', ['', 'Examples:', ...shown].join('\n'))
}
