import { manyStoredTokens } from './many-stored-tokens.ts'
import { memory } from './memory.ts'
import type { Scenario } from './scenario.ts'

export const scenarios: readonly Scenario[] = [manyStoredTokens, memory]
