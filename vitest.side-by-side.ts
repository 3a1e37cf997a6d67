/** For tests that mostly wait for servers and browsers, or compute alone: two files at a time, after nothing else or before it. */
export const sideBySide = { maxWorkers: 2, sequence: { groupOrder: 1 } } as const
