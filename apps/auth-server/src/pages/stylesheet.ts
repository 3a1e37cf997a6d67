import { ownMarkup } from './markup.ts'
import { colours } from './stylesheet/colours.ts'
import { components } from './stylesheet/components.ts'
import { controls } from './stylesheet/controls.ts'
import { foundation } from './stylesheet/foundation.ts'
import { lists } from './stylesheet/lists.ts'

/** The one stylesheet of every page. It goes into the page itself; the content security policy names its hash. */
export const stylesheet = [colours, foundation, controls, components, lists].join('\n')

/** The stylesheet in its element, with not one character between the tags that the hash does not cover. */
export const styleElement = ownMarkup(`<style>${stylesheet}</style>`)
