import { parseArgs } from 'node:util'

export interface Options {
  /** Which files; null: all that the page is about. */
  readonly only: string | null
  /** null: every mutant. */
  readonly sample: number | null
  readonly seed: number
  readonly json: boolean
  /** Judge the last run once more. */
  readonly again: boolean
}

export const help = `pnpm mutate [options]

Makes small changes to packages/core and packages/storage, one at a time, in a copy of the working tree, and sees whether
the contract, core's own tests and the storage suite notice. Without --only it writes apps/docs/mutation.md and .json.

  --only <glob>   files, from the root: 'packages/core/src/token/*.ts'
  --sample <n>    try that many, drawn from all; every one takes seconds
  --seed <n>      draw others; the same seed draws the same ones (4)
  --json          the whole result on stdout
  --again         try nothing: judge the run in apps/docs/mutation.json by survivors.json as it is now
  --help          this

exit code 0: at least 90 % of what can be observed was caught, and every survivor is judged in survivors.json
          1: it was not   2: a bad option
`

export type Reading =
  | { readonly ok: true; readonly options: Options | 'help' }
  | { readonly ok: false; readonly problem: string }

export function readOptions(words: readonly string[]): Reading {
  try {
    const { values } = parseArgs({
      args: words.filter((word) => word !== '--'),
      options: {
        only: { type: 'string' },
        sample: { type: 'string' },
        seed: { type: 'string', default: '4' },
        json: { type: 'boolean', default: false },
        again: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    })
    if (values.help) return { ok: true, options: 'help' }
    const { only = null, json, again } = values
    const sample = values.sample === undefined ? null : wholeNumber('--sample', values.sample, 1)
    return { ok: true, options: { only, sample, seed: wholeNumber('--seed', values.seed, 0), json, again } }
  } catch (error) {
    return { ok: false, problem: error instanceof Error ? error.message : String(error) }
  }
}

function wholeNumber(option: string, text: string, least: number): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value) || value < least)
    throw new Error(`${option} is ${JSON.stringify(text)}; write a whole number from ${least}`)
  return value
}
