import { ContractError } from './contract-error.ts'
import type { Contract } from './contracts.ts'
import { generatedFolders, withGenerated } from './generate-all.ts'
import { type StaleFile, staleFiles, writeGenerated } from './generated-files.ts'

export interface Output {
  readonly stdout: (line: string) => void
  readonly stderr: (line: string) => void
}

/** `generate`, or with `--check` only a comparison. Returns the exit code. */
export async function run(
  args: readonly string[],
  root: string,
  contracts: readonly Contract[],
  output: Output,
): Promise<number> {
  const [first, ...others] = args
  if (others.length > 0 || (first !== undefined && first !== '--check')) {
    output.stderr(`Unknown argument: ${args.join(' ')}. The only one is --check.`)
    return 2
  }
  try {
    return first === '--check' ? await check(root, contracts, output) : await generate(root, contracts, output)
  } catch (error) {
    if (!(error instanceof ContractError)) throw error
    output.stderr(error.message)
    return 1
  }
}

async function generate(root: string, contracts: readonly Contract[], output: Output): Promise<number> {
  await withGenerated(root, contracts, async (fresh) => {
    const stale = await staleFiles(fresh, root, generatedFolders(contracts))
    await writeGenerated(fresh, root, stale)
    for (const { file, why } of stale) output.stdout(`${why === 'extra' ? 'removed' : 'wrote'} ${file}`)
    if (stale.length === 0) output.stdout('Everything generated is up to date.')
  })
  return 0
}

async function check(root: string, contracts: readonly Contract[], output: Output): Promise<number> {
  const folders = generatedFolders(contracts)
  const stale = await withGenerated(root, contracts, (fresh) => staleFiles(fresh, root, folders))
  if (stale.length === 0) return 0
  for (const file of stale) output.stderr(describe(file))
  output.stderr('Generated files are stale. Run: pnpm generate')
  return 1
}

function describe({ file, why }: StaleFile): string {
  if (why === 'missing') return `${file} is missing`
  return why === 'extra'
    ? `${file} belongs to no document any longer`
    : `${file} differs from what its document generates`
}
