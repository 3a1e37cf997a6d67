import { colours } from './stylesheet/colours.ts'
import { filters } from './stylesheet/filters.ts'
import { foundation } from './stylesheet/foundation.ts'
import { overview } from './stylesheet/overview.ts'
import { print } from './stylesheet/print.ts'
import { tests } from './stylesheet/tests.ts'

/** All of the page's style but the rules of its filters, which depend on the report. */
export const stylesheet = [colours, foundation, overview, filters, tests, print].join('')
