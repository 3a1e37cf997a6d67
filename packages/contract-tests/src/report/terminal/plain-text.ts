/**
 * Text that can do nothing to a terminal or to a build log: control and direction characters are written as in
 * JavaScript, and what build servers take for a command (`::error …::`, `##[…]`, `##vso[…]`, `##teamcity[…]`) is broken up.
 */
export function plainText(text: string): string {
  return text
    .toWellFormed()
    .replaceAll('\r\n', '\n')
    .replaceAll('\t', '  ')
    .replaceAll(
      // oxlint-disable-next-line no-control-regex -- control characters are what it looks for
      /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u061C\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    )
    .replaceAll(/##(?=\w*\[)/g, '# #')
    .replaceAll(/::(?=[a-z-]+(?: |::))/gi, ': :')
}

/** The same on one line of at most `width` characters. */
export function oneLine(text: string, width: number): string {
  const characters = Array.from(plainText(text).replaceAll(/\s*\n\s*/g, ' '))
  return characters.length <= width ? characters.join('') : `${characters.slice(0, Math.max(0, width - 1)).join('')}…`
}

/** Lines of at most `width` characters, broken between words; a longer word stays whole, so that it can be copied. */
export function wrap(text: string, width: number): readonly string[] {
  return plainText(text)
    .split('\n')
    .flatMap((paragraph) => {
      const lines: string[] = []
      let line = ''
      for (const word of paragraph.split(' ')) {
        if (line !== '' && line.length + 1 + word.length > width) {
          lines.push(line)
          line = word
        } else line = line === '' ? word : `${line} ${word}`
      }
      return [...lines, line]
    })
}
