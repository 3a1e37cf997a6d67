import { env } from 'node:process'
import { chromium, type Browser } from 'playwright-core'
import { findChromium } from './find-chromium.ts'

/**
 * Starts Chromium without a window. Not with the packaged build's own flags: those switch off the same-origin policy and
 * site isolation, which these tests are about.
 */
export async function launchChromium(): Promise<Browser> {
  const { executablePath, environment } = await findChromium()
  try {
    return await chromium.launch({
      executablePath,
      env: { ...definedOnly(env), ...environment },
      args: ['--font-render-hinting=none'],
    })
  } catch (error) {
    throw new Error(
      `${executablePath} does not run on this machine; set CHROMIUM_PATH to a Chromium or Chrome that does`,
      { cause: error },
    )
  }
}

function definedOnly(variables: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(variables).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}
