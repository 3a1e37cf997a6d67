import { access, constants, mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { BadConfiguration } from '../config/load-configuration.ts'

/**
 * Makes the folders of files that are to be written, so that a mistake shows before the run and not after it.
 * @throws BadConfiguration
 */
export async function expectWritable(paths: readonly string[]): Promise<void> {
  for (const path of paths)
    try {
      await mkdir(dirname(path), { recursive: true })
      await access(dirname(path), constants.W_OK)
    } catch (error) {
      throw new BadConfiguration(`${path} cannot be written: ${(error as Error).message}`, { cause: error })
    }
}
