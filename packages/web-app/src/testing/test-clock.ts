/** Starts at the present and moves only when it is told to. */
export interface TestClock {
  (): number
  forward(seconds: number): void
}

export function testClock(): TestClock {
  let now = Date.now()
  return Object.assign(() => now, { forward: (seconds: number) => void (now += seconds * 1000) })
}
