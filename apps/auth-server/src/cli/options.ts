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
