/** The documents whose servers are fuzzed. */
export const FUZZED = ['library', 'museum', 'tictactoe', 'oauth', 'darkroom'] as const
