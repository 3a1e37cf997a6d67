import { existsSync } from 'node:fs'
import { env } from 'node:process'
import { packagedChromium } from './packaged-chromium.ts'

export interface Chromium {
  readonly executablePath: string
  /** What it needs beside the environment of any program. */
  readonly environment: Readonly<Record<string, string>>
}

/** Where browsers are on machines for which no Chromium is packaged. */
const installed = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]

/** `CHROMIUM_PATH`, else the packaged one, else one that is installed on this machine. */
export async function findChromium(): Promise<Chromium> {
  const chosen = env['CHROMIUM_PATH']
  if (chosen !== undefined && chosen !== '') {
    if (!existsSync(chosen)) throw new Error(`CHROMIUM_PATH is ${chosen}, where there is no file`)
    return { executablePath: chosen, environment: {} }
  }
  if (process.platform === 'linux' && process.arch === 'x64') return packagedChromium()
  const executablePath = installed.find((path) => existsSync(path))
  if (executablePath === undefined)
    throw new Error(
      `no Chromium is packaged for ${process.platform} ${process.arch} and none is installed in the usual place; set CHROMIUM_PATH to one`,
    )
  return { executablePath, environment: {} }
}
