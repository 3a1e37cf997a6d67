import type { RunReport } from '../run-report.ts'
import { tokenExchange } from './sample-exchanges.ts'
import { sampleReport, sampleResult } from './sample-report.ts'

/** What somebody would answer who wants to take over the report or the terminal that shows it. */
export const hostileTexts: readonly string[] = [
  '<script>document.title="owned"</script>',
  '"><img src=x onerror=document.title="owned">',
  "'><svg onload=document.title='owned'>",
  '</pre></details></li><script>document.title="owned"</script>',
  '</style><script>document.title="owned"</script><style>',
  '</script><script>document.title="owned"</script>',
  '<!--',
  '-->',
  ']]>',
  '<![CDATA[<x>]]>',
  '<?xml version="1.0"?>',
  '&lt;b&gt;',
  '&#x3c;img src=x onerror=alert(1)&#x3e;',
  '<a href="javascript:document.title=\'owned\'">x</a>',
  '<iframe srcdoc="<script>parent.document.title=\'owned\'</script>"></iframe>',
  '<form action="https://evil.example"><button>go</button></form>',
  '<meta http-equiv="refresh" content="0;url=https://evil.example">',
  '<base href="https://evil.example/">',
  '<link rel=stylesheet href="https://evil.example/x.css"><style>body{display:none}</style>',
  '${7*7}{{7*7}}<%= 7*7 %>',
  '`onmouseover=alert(1)`',
  '\u0000\u0001\u0008\u000b\u001b[31m\u001b]0;owned\u0007\u001b[2J\u007f\u009b31m',
  'user\u202Etxt.exe\u2066\u200B\uFEFF',
  'lone \uD800 surrogate \uDFFF and \uFFFF',
  'first line\r\nSet-Cookie: owned=1\n\n<b>second</b>',
  '::error file=x::owned',
  'x'.repeat(4000),
  '絵文字 🙂 עברית العربية',
]

/** Every text that a server, a configuration or a test could choose is one of those. */
export function hostileReport(): RunReport {
  const results = hostileTexts.map((text, index) =>
    sampleResult({
      id: `PKCE-07/${index}-${text}`,
      sentence: text,
      group: `Group ${text}`,
      verdict: (['fail', 'warn', 'not-applicable'] as const)[index % 3] ?? 'fail',
      message: text,
      exchanges: [
        tokenExchange({
          method: text.slice(0, 20),
          url: `https://id.example.com/${text}`,
          requestHeaders: [[text, text]],
          requestBody: text,
          responseHeaders: [[text, text]],
          responseBody: text,
        }),
      ],
    }),
  )
  const everything = hostileTexts.join(' ')
  return sampleReport({
    issuer: `https://id.example.com/${everything}`,
    document: { title: everything, version: everything },
    kit: { name: everything, version: everything },
    results,
    coverage: { observed: [...hostileTexts], unobserved: [...hostileTexts] },
    baseline: { worse: [...hostileTexts], better: [...hostileTexts], unknown: [] },
  })
}
