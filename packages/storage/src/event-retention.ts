const HOUR_MILLISECONDS = 3_600_000
export const DAY_MILLISECONDS = 24 * HOUR_MILLISECONDS

/** Of events that belong to no tenant; each tenant has a retention of its own. */
export const EVENT_RETENTION_DAYS = 90

/** Counts of events are kept for longer than most events are: a year, and the month before to compare with. */
const COUNT_RETENTION_DAYS = 400

/** The first hour of which counts are kept. */
export const oldestKeptHour = (now: number): number => now - COUNT_RETENTION_DAYS * DAY_MILLISECONDS

/** Of an event `e`: when its hour began. */
export const HOUR_OF_EVENT = `e.at - e.at % ${HOUR_MILLISECONDS}`

/**
 * What was under way when an account was erased may tell of it for so long. Events that come later are refusals of what
 * it left behind, and their number has no end.
 */
export const ERASURE_MILLISECONDS = 60_000
