const drawing =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">' +
  '<rect width="32" height="32" rx="8" fill="#3d45b0"/>' +
  '<path d="M10 6v20" stroke="#fff" stroke-width="2.5" stroke-linecap="round" opacity=".55"/>' +
  '<g fill="#fff"><circle cx="10" cy="10" r="3.5"/><circle cx="10" cy="22" r="3.5"/>' +
  '<rect x="16" y="8.5" width="10" height="3" rx="1.5"/><rect x="16" y="20.5" width="7" height="3" rx="1.5"/></g></svg>'

/** The icon inside the page itself, so that no browser asks for /favicon.ico. */
export const favicon = `data:image/svg+xml;base64,${Buffer.from(drawing).toString('base64')}`
