const drawing =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">' +
  '<rect width="32" height="32" rx="8" fill="#14524a"/>' +
  '<circle cx="16" cy="16" r="4" fill="#fff"/>' +
  '<g fill="none" stroke="#fff" stroke-width="2.5" stroke-linecap="round">' +
  '<path d="M16 12V7M19.5 18l4.3 2.5M12.5 18l-4.3 2.5"/></g></svg>'

/** The site's icon inside the page itself, so that no browser asks for /favicon.ico. */
export const favicon = `data:image/svg+xml;base64,${Buffer.from(drawing).toString('base64')}`
