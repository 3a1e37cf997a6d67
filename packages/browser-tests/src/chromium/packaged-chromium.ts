import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Chromium } from './find-chromium.ts'

const cache = fileURLToPath(new URL('../../node_modules/.cache/', import.meta.url))
const unpackProgram = fileURLToPath(new URL('unpack.ts', import.meta.url))

/** Unpacks the Chromium of the npm package, once per version however many processes ask at the same time. */
export async function packagedChromium(): Promise<Chromium> {
  const folder = join(cache, `chromium-${await packagedVersion()}`)
  if (!existsSync(folder)) await unpackInto(folder)
  return {
    executablePath: join(folder, 'chromium'),
    environment: {
      LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'),
      FONTCONFIG_FILE: join(folder, 'identity-hub-fonts.conf'),
    },
  }
}

/** The folder appears whole or not at all: each process unpacks into a draft of its own, and whoever is first names it. */
async function unpackInto(folder: string): Promise<void> {
  await mkdir(cache, { recursive: true })
  const draft = await mkdtemp(join(cache, 'draft-'))
  try {
    await promisify(execFile)(process.execPath, [unpackProgram], { env: { ...process.env, TMPDIR: draft } })
    await writeFile(join(draft, 'identity-hub-fonts.conf'), fontConfiguration(folder))
    await rename(draft, folder)
  } catch (error) {
    if (!existsSync(folder)) throw error
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}

/** The machine's own fonts where it has any, beside the one that comes with the package. */
function fontConfiguration(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${join(folder, 'fonts')}</dir>
  <cachedir>${join(folder, 'fonts-cache')}</cachedir>
</fontconfig>
`
}

async function packagedVersion(): Promise<string> {
  const main = createRequire(import.meta.url).resolve('@sparticuz/chromium')
  const description: unknown = JSON.parse(await readFile(join(dirname(main), '..', 'package.json'), 'utf8'))
  if (typeof description !== 'object' || description === null || !('version' in description))
    throw new Error('the package of Chromium does not name its version')
  return String(description.version)
}
