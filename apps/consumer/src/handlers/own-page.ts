const pages = ['/', '/timeline'] as const

/** Where a person may be sent after signing in: pages of this app by name, never an address from outside. */
export function ownPage(path: string | null | undefined): string {
  return pages.find((page) => page === path) ?? '/'
}
