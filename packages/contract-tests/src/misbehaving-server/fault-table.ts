import { faultsByArea } from './faults/all-faults.ts'

export const readmeUrl: URL = new URL('README.md', import.meta.url)

const begin = '<!-- faults: made by make-matrix.ts -->'
const end = '<!-- /faults -->'

/** Every fault in Markdown, by area. */
export function faultTable(): string {
  return Object.entries(faultsByArea)
    .map(([area, faults]) => {
      const rows = faults.map(({ name, title, breaks }) => `| \`${name}\` | ${title} | ${breaks.join(', ')} |`)
      return [`### ${area}`, '', '| fault | what the server does | breaks |', '| --- | --- | --- |', ...rows].join('\n')
    })
    .join('\n\n')
}

/** The README with a table where its own stands. */
export function withTable(readme: string, table: string): string {
  const [before = ''] = readme.split(begin, 1)
  const after = readme.slice(readme.indexOf(end) + end.length)
  return `${before}${begin}\n\n${table}\n\n${end}${after}`
}

/** Without what a formatter may change. */
export function unformatted(markdown: string): string {
  return markdown.replaceAll(/ +/g, ' ').replaceAll(/-{3,}/g, '---')
}
