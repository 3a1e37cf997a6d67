/** On paper: everything that failed or warns is open, and controls are gone. */
export const print = `
@media print {
  :root { color-scheme: light; --canvas: #fff; --sunken: #fff; --shadow: none; }
  html { font-size: 80%; }
  .filters, .skip, .permalink, .alone { display: none; }
  .masthead, main, footer { max-width: none; padding-inline: 0; }
  .bar, .status, .seen { print-color-adjust: exact; }
  .test.is-fail details::details-content, .test.is-warn details::details-content { content-visibility: visible; block-size: auto; }
  .test summary::after { display: none; }
  .exchange, .test summary, .attention li { break-inside: avoid; }
  .known a[href^="http"]::after { content: " (" attr(href) ")"; font-size: .75em; }
}
`
