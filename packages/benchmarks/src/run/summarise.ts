import type { Measurement } from './measure.ts'
import type { MeasuredFigures } from './results.ts'
import { spreadOf, type Spread } from './spread.ts'

/** Medians, smallest and largest of the rounds. */
export function summarise(measurements: readonly Measurement[]): MeasuredFigures {
  const of = (figure: (measurement: Measurement) => number): Spread => spreadOf(measurements.map(figure))
  const ofKnown = (figure: (measurement: Measurement) => number | null): Spread | null => {
    const values = measurements.map(figure).filter((value) => value !== null)
    return values.length === measurements.length ? spreadOf(values) : null
  }
  return {
    operationsPerSecond: of((one) => one.operationsPerSecond),
    p50Milliseconds: of((one) => one.p50Milliseconds),
    p99Milliseconds: of((one) => one.p99Milliseconds),
    serverMicros: of((one) => one.serverMicros),
    databaseMicros: ofKnown((one) => one.databaseMicros),
    driverMicros: of((one) => one.driverMicros),
    driverLoad: of((one) => one.driverLoad),
    rssBytes: of((one) => one.rssBytes),
    writtenBytes: ofKnown((one) => one.writtenBytes),
  }
}
