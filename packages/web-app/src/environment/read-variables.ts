/** Reads variables one by one and keeps every problem. A variable that is empty counts as not set. */
export interface VariableReader {
  /** `form` says what it must be; without `otherwise` it is required. */
  readonly required: <Value>(
    name: string,
    parse: (text: string) => Value | undefined,
    form: string,
    otherwise?: string,
  ) => Value
  readonly optional: <Value>(
    name: string,
    parse: (text: string) => Value | undefined,
    form: string,
  ) => Value | undefined
  readonly problems: readonly string[]
}

export function readVariables(environment: Readonly<Record<string, string | undefined>>): VariableReader {
  const problems: string[] = []

  function required<Value>(
    name: string,
    parse: (text: string) => Value | undefined,
    form: string,
    otherwise?: string,
  ): Value {
    const text = environment[name] || otherwise
    const value = text === undefined ? undefined : parse(text)
    if (value === undefined)
      problems.push(text === undefined ? `${name} is missing: ${form}.` : `${name} must be ${form}.`)
    // Never looked at when there is a problem.
    return value as Value
  }

  return {
    required,
    optional: (name, parse, form) => (environment[name] ? required(name, parse, form) : undefined),
    problems,
  }
}
