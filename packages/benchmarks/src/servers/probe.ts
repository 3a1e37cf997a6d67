import { writeFileSync } from 'node:fs'
import type { Session } from 'node:inspector/promises'
import type { ProbeAnswer, ProbeQuestion } from './probe-messages.ts'

// Preloaded into every measured process, so that all are asked in the same way and with microseconds. It does nothing
// until it is asked, and does not keep the process alive.

let session: Session | null = null

async function startProfile(): Promise<void> {
  const inspector = await import('node:inspector/promises')
  session = new inspector.Session()
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.setSamplingInterval', { interval: 1000 })
  await session.post('Profiler.start')
}

async function writeProfile(file: string): Promise<void> {
  const stopped = await session?.post('Profiler.stop')
  session?.disconnect()
  session = null
  writeFileSync(file, JSON.stringify(stopped?.profile))
}

async function answer(question: ProbeQuestion): Promise<ProbeAnswer> {
  if (question.kind === 'start-profile') await startProfile()
  if (question.kind === 'write-profile') await writeProfile(question.file)
  const { user, system } = process.cpuUsage()
  return { cpuMicros: user + system, rssBytes: process.memoryUsage.rss() }
}

// The driver alone speaks on this channel.
process.on('message', (question: ProbeQuestion) => {
  void answer(question).then((usage) => process.send?.(usage))
})
// A driver that was killed must not leave servers behind.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'))
process.channel?.unref()
