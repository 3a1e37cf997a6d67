/** The part of V8's CPU profile format that is read here. https://chromedevtools.github.io/devtools-protocol/tot/Profiler/#type-Profile */
export interface CpuProfile {
  readonly nodes: readonly CpuProfileNode[]
  /** The leaf of the stack at each sample. */
  readonly samples: readonly number[]
  /** Microseconds between samples. */
  readonly timeDeltas: readonly number[]
}

export interface CpuProfileNode {
  readonly id: number
  readonly callFrame: CallFrame
  readonly children?: readonly number[]
}

export interface CallFrame {
  readonly functionName: string
  /** Empty for what is built into V8 and Node's C++. */
  readonly url: string
  /** From 0. */
  readonly lineNumber: number
}

/** A stack that was sampled, leaf first, with the time that it stands for. */
export interface SampledStack {
  readonly frames: readonly CallFrame[]
  readonly micros: number
}

export function sampledStacks({ nodes, samples, timeDeltas }: CpuProfile): readonly SampledStack[] {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)))
  const micros = new Map<number, number>()
  for (const [index, id] of samples.entries()) micros.set(id, (micros.get(id) ?? 0) + (timeDeltas[index + 1] ?? 0))

  return [...micros].map(([leaf, time]) => {
    const frames: CallFrame[] = []
    for (let id: number | undefined = leaf; id !== undefined; id = parents.get(id)) {
      const node = byId.get(id)
      if (node !== undefined && node.callFrame.functionName !== '(root)') frames.push(node.callFrame)
    }
    return { frames, micros: time }
  })
}
