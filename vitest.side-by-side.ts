/**
 * For tests that mostly wait for servers and browsers, or compute alone: two files at a time, after nothing else or before
 * it. Files share a worker, because no file changes what another one sees, and most would load the same modules again.
 */
export const sideBySide = { isolate: false, maxWorkers: 2, sequence: { groupOrder: 1 } } as const
