import { WARNINGS, type WarningCode } from '../document/document-warning.ts'
import { FEATURES, type Feature } from './features.ts'

/** What the README has between `<!-- support -->` and `<!-- /support -->`. */
export function printSupport(features: readonly Feature[] = FEATURES): string {
  return [
    '| | in the document | | tested by |',
    '|---|---|---|---|',
    ...features.map(({ area, feature, support, note, test }, index) => {
      const isFirst = features[index - 1]?.area !== area
      const [file, name] = splitTest(test)
      const says = [supportOf(support), note].filter((part) => part !== undefined).join('; ')
      return `|${isFirst ? ` ${area} ` : ' '}| ${escaped(feature)} | ${escaped(says)} | [${escaped(linkText(file, name))}](src/${file}) |`
    }),
  ].join('\n')
}

/** What the README has between `<!-- warnings -->` and `<!-- /warnings -->`. */
export function printWarnings(): string {
  return [
    '| code | |',
    '|---|---|',
    ...Object.entries(WARNINGS).map(([code, says]) => `| \`${code}\` | ${escaped(says)} |`),
  ].join('\n')
}

/** The file in `src`, and the test in it. */
export function splitTest(test: Feature['test']): readonly [file: string, name: string] {
  const end = test.indexOf(': ')
  return [test.slice(0, end), test.slice(end + 2)]
}

export function isWarning(support: Feature['support']): support is WarningCode {
  return support in WARNINGS
}

/** A name with places for values says less than its file does. */
function linkText(file: string, name: string): string {
  return name.includes('%') ? file.slice(file.lastIndexOf('/') + 1) : name
}

function supportOf(support: Feature['support']): string {
  return isWarning(support) ? `warning \`${support}\`` : support === 'error' ? 'refused' : 'yes'
}

function escaped(text: string): string {
  return text.replaceAll('|', String.raw`\|`)
}
