import { charts } from './charts.ts'
import { colours } from './colours.ts'
import { components } from './components.ts'
import { controls } from './controls.ts'
import { foundation } from './foundation.ts'

/** The one stylesheet of every page. It goes into the page itself; the content security policy names its hash. */
export const stylesheet = [colours, foundation, controls, components, charts].join('\n')
