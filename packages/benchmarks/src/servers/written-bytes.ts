import { readFileSync } from 'node:fs'

/**
 * Bytes that a process has sent on to the disk, counted by Linux when a clean page of a file becomes dirty. Null where
 * that is not counted.
 */
export function writtenBytes(pid: number): number | null {
  try {
    const written = /^write_bytes: (\d+)$/m.exec(readFileSync(`/proc/${pid}/io`, 'utf8'))?.[1]
    return written === undefined ? null : Number(written)
  } catch {
    return null
  }
}
