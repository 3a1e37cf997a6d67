const drawing =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">' +
  '<rect width="32" height="32" rx="8" fill="#1d1b18"/>' +
  '<g fill="none" stroke="#fff" stroke-width="2.5" stroke-linecap="round">' +
  '<path d="M7 11h9M22 11h3M7 21h3M16 21h9"/><circle cx="19" cy="11" r="3"/><circle cx="13" cy="21" r="3"/></g></svg>'

/** The icon inside the page itself, so that no browser asks for /favicon.ico. */
export const favicon = `data:image/svg+xml;base64,${Buffer.from(drawing).toString('base64')}`
